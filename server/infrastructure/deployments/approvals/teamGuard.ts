import { isSamePerson } from '../../protection/personKey.ts';
import type { Policy } from '../../protection/policy.ts';
import { belongsTo, isMeant } from '../../protection/roles.ts';
import { peopleOfTeam } from './peopleMeant.ts';

/** What of the policy says who may act where. */
export type ActingRules = Pick<Policy, 'teams' | 'environments' | 'where'>;

/** Whether an environment lets somebody pass over its gates, windows, freezes and reservations. */
export function isInBypass(
  { teams, environments }: ActingRules,
  environment: string,
  team: string,
  actor: string,
): boolean {
  const bypass = Object.hasOwn(environments, environment) ? (environments[environment]?.bypass ?? []) : [];
  return bypass.some((entry) => isMeant(entry, actor, team, teams));
}

/**
 * Why somebody may not act on what a team deploys: who belongs to other teams and not to this one; undefined where it
 * may be. Who belongs to no team at all is an operator and may, and so may who is named in the environment's bypass.
 */
export function foreignTeamObstacle(
  rules: ActingRules,
  environment: string,
  team: string,
  actor: string,
): string | undefined {
  const { teams, where } = rules;
  if (belongsTo(teams, team, actor) || isInBypass(rules, environment, team, actor)) return undefined;
  // By another spelling of the own name nobody becomes an operator.
  const own = Object.keys(teams).find((name) => spelling(teams, name, actor) !== undefined);
  if (own === undefined) return undefined;
  const known = spelling(teams, team, actor);
  if (known !== undefined)
    return `${actor} is not the name of a member of ${team} as swarm.json ${where} writes it: ${known}.`;
  return `${actor} belongs to team ${own} and cannot act on the slots of ${team}: that is for the lead and the members of ${team}, and for who belongs to no team (teams in swarm.json ${where}).`;
}

/** How a team writes the name of somebody; undefined where it does not have that one. */
function spelling(teams: Policy['teams'], team: string, actor: string): string | undefined {
  return peopleOfTeam(team, teams).find((name) => isSamePerson(name, actor));
}

import type { Policy } from './policy.ts';

type Teams = Policy['teams'];

/** Whether a team has the actor as lead or member. */
export function belongsTo(teams: Teams, team: string, actor: string): boolean {
  return leads(teams, team, actor) || (own(teams, team)?.members.includes(actor) ?? false);
}

/**
 * Whether an entry of a rule means the actor.
 * @param team of the branch; where it has none, `lead` and `members` mean those of any team
 */
export function isMeant(entry: string, actor: string, team: string | null, teams: Teams): boolean {
  if (entry === 'everyone') return true;
  const candidates = team === null ? Object.keys(teams) : [team];
  if (entry === 'lead') return candidates.some((name) => leads(teams, name, actor));
  if (entry === 'members') return candidates.some((name) => belongsTo(teams, name, actor));
  const [, role, named = ''] = /^(lead|team):(.+)$/.exec(entry) ?? [];
  if (role === 'lead') return leads(teams, named, actor);
  return role === 'team' ? belongsTo(teams, named, actor) : entry === actor;
}

function leads(teams: Teams, team: string, actor: string): boolean {
  return own(teams, team)?.lead === actor;
}

function own(teams: Teams, team: string): Teams[string] | undefined {
  return Object.hasOwn(teams, team) ? teams[team] : undefined;
}

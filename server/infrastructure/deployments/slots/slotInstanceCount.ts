import type { Configuration } from '../../../protocol/configuration/configuration.ts';

/** How many instances run in a slot of a team in an environment, as swarm.json says. */
export function slotInstanceCount(
  { environments, teams }: Configuration,
  environment: string,
  team: string,
): number {
  const here = Object.hasOwn(environments, environment) ? environments[environment]?.instances : undefined;
  const ofTeam = Object.hasOwn(teams, team) ? teams[team]?.deployment?.instances : undefined;
  return (here && Object.hasOwn(here, team) ? here[team] : undefined) ?? ofTeam ?? 1;
}

import type { Configuration } from '../../protocol/configuration/configuration.ts';
import type { Team } from '../../protocol/teams.ts';

/** The teams of the configuration with the number of branches each has. */
export function teamRows(
  configuration: Configuration,
  branches: readonly { readonly team: string | null }[],
): ReadonlyMap<string, Team> {
  const counts = new Map<string, number>();
  for (const { team } of branches) if (team !== null) counts.set(team, (counts.get(team) ?? 0) + 1);
  const rows = new Map<string, Team>();
  for (const [name, team] of Object.entries(configuration.teams)) {
    rows.set(name, {
      name,
      branchPrefix: team.branchPrefix,
      lead: team.lead ?? null,
      members: team.members,
      protectedPaths: team.protectedPaths,
      conflictPolicy: team.conflictPolicy,
      environments: team.environments ?? null,
      branches: counts.get(name) ?? 0,
      deployable: team.deployment !== undefined,
    });
  }
  return rows;
}

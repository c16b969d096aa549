import type { Configuration } from '../../protocol/configuration/configuration.ts';

type Teams = Configuration['teams'];

/** The team whose prefix a branch name starts with, the longest prefix first; null where none does. */
export function teamOfBranch(name: string, teams: Teams): string | null {
  let best: string | null = null;
  let length = 0;
  for (const [team, { branchPrefix }] of Object.entries(teams)) {
    if (branchPrefix.length <= length || !name.startsWith(branchPrefix)) continue;
    best = team;
    length = branchPrefix.length;
  }
  return best;
}

import type { Leaderboard } from '../../protocol/ledger.ts';
import { layeredEntries } from '../collections/layeredMap.ts';
import type { ContractState } from './contractState.ts';
import { holdsPoints } from './taskRecord.ts';

interface Standing {
  points: number;
  credits: number;
  held: number;
}

const byName = new Intl.Collator('en', { numeric: true });
const earnedPrefix = 'earned/';

/**
 * Who has earned how much of some contracts.
 * @param teamOf an agent; null where it has none
 */
export function leaderboardOf(
  contracts: readonly ContractState[],
  teamOf: (agent: string) => string | null,
): Leaderboard {
  const standings = standingsOf(contracts);
  const agents = ranked(
    [...standings].map(([agent, standing]) => ({ agent, team: teamOf(agent), ...standing })),
  );
  const teams = new Map<string, Standing & { team: string; agents: number }>();
  for (const { team, points, credits, held } of agents) {
    if (team === null) continue;
    const sum = teams.get(team) ?? { team, agents: 0, points: 0, credits: 0, held: 0 };
    sum.agents += 1;
    teams.set(team, add(sum, { points, credits, held }));
  }
  const total = agents.reduce((sum, { points }) => sum + points, 0);
  return { agents, teams: ranked([...teams.values()]), total };
}

function standingsOf(contracts: readonly ContractState[]): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  const note = (agent: string, more: Partial<Standing>) => {
    standings.set(agent, add(standings.get(agent) ?? { points: 0, credits: 0, held: 0 }, more));
  };
  for (const state of contracts) {
    if (!state.opened) continue;
    for (const [account, points] of layeredEntries(state.books.accounts))
      if (account.startsWith(earnedPrefix)) note(account.slice(earnedPrefix.length), { points });
    for (const [agent, credits] of layeredEntries(state.creditCounts)) note(agent, { credits });
    for (const [, task] of layeredEntries(state.tasks))
      if (task.assignee !== null && holdsPoints(task)) note(task.assignee, { held: task.points });
  }
  return standings;
}

function add<Sum extends Standing>(sum: Sum, { points = 0, credits = 0, held = 0 }: Partial<Standing>): Sum {
  sum.points += points;
  sum.credits += credits;
  sum.held += held;
  return sum;
}

/** The most points first; equal ones share a rank. */
function ranked<Row extends Standing & { readonly agent?: string; readonly team?: string | null }>(
  rows: readonly Row[],
): (Row & { rank: number })[] {
  const name = ({ agent, team }: Row) => agent ?? team ?? '';
  const ordered = rows.toSorted((one, other) =>
    other.points === one.points ? byName.compare(name(one), name(other)) : other.points - one.points,
  );
  let rank = 0;
  return ordered.map((row, index) => {
    if (row.points !== ordered[index - 1]?.points) rank = index + 1;
    return { ...row, rank };
  });
}

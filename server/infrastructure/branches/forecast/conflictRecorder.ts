import type { CommandStore } from '../../events/subject.ts';
import type { MatrixPlan, PairOutcome } from './conflictMatrix.ts';
import { conflictAppeared, conflictGone, conflictSubject, type GoneReason } from './conflictSubject.ts';

const meta = { actor: 'swarm' };

/**
 * Records in the log what is different from what it says: conflicts that appeared and those that are gone. A pair whose
 * outcome is unknown stays as it was.
 * @param branches names of all branches there are
 */
export async function recordConflicts(
  commands: CommandStore,
  plan: MatrixPlan,
  outcomes: readonly PairOutcome[],
  branches: ReadonlySet<string>,
): Promise<void> {
  const recorded = commands.all(conflictSubject);
  const byId = new Map(outcomes.map((pair) => [pair.id, pair]));
  const changes: Promise<unknown>[] = [];
  for (const pair of outcomes) {
    const { outcome } = pair;
    if (outcome?.state !== 'conflict' || recorded.get(pair.id)?.state.names) continue;
    const draft = conflictAppeared(pair, outcome.files);
    changes.push(commands.execute(conflictSubject, pair.id, ({ names }) => (names ? [] : [draft]), meta));
  }
  for (const [id, { state }] of recorded) {
    const present = byId.get(id);
    if (!state.names || (present && present.outcome?.state !== 'none')) continue;
    const [a, b] = state.names;
    const draft = conflictGone(a, b, present ? 'resolved' : goneReason([a, b], plan, branches));
    changes.push(commands.execute(conflictSubject, id, ({ names }) => (names ? [draft] : []), meta));
  }
  await Promise.all(changes);
}

/** Why a pair is not compared any more. */
function goneReason(
  names: readonly string[],
  { leftOut, base }: MatrixPlan,
  branches: ReadonlySet<string>,
): GoneReason {
  if (names.some((name) => !branches.has(name) && name !== base)) return 'deleted';
  const reasons = names.map((name) => leftOut.get(name));
  if (reasons.includes('merged')) return 'merged';
  // Two branches on one commit are no pair.
  return reasons.some((reason) => reason !== undefined) ? 'inactive' : 'resolved';
}

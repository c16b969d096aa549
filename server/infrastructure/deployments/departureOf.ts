import type { Departure } from '../../protocol/deployments.ts';
import type { CommandStore } from '../events/subject.ts';
import { type DeploymentHistory, routeOf } from './deploymentHistory.ts';
import { deploymentsIn } from './deploymentStream.ts';
import type { TrafficBook } from './traffic/trafficBook.ts';

/**
 * How the requests left a release that a deployment had made live, the last time; null where it did not, and where
 * that is too long ago to be known.
 */
export function departureOf(
  id: string,
  history: DeploymentHistory,
  { book, commands }: { readonly book: Pick<TrafficBook, 'state'>; readonly commands: CommandStore },
): Departure | null {
  const { state, slot, commit } = history;
  if (state !== 'live') return null;
  const route = routeOf(history);
  const since = movedAt(history) ?? history.requestedAt;
  const found = book
    .state(route)
    .former.filter(({ release, at }) => release.slot === slot && release.commit === commit && at >= since);
  // Of a commit that was deployed there once more, the later times are that deployment's.
  const next = found.length < 2 ? undefined : laterOne(commands, id, history);
  const last = found.findLast(({ at }) => next === undefined || at < next);
  if (last === undefined) return null;
  const { release: _, ...departure } = last;
  return departure;
}

/** When the next deployment of the same release moved the requests. */
function laterOne(commands: CommandStore, id: string, { slot, commit, ...place }: DeploymentHistory) {
  for (const [other, history] of deploymentsIn(commands)) {
    const isSame =
      Number(other) > Number(id) &&
      history.slot === slot &&
      history.commit === commit &&
      routeOf(history) === routeOf(place);
    const at = isSame ? movedAt(history) : undefined;
    if (at !== undefined) return at;
  }
  return undefined;
}

function movedAt({ steps }: DeploymentHistory): string | undefined {
  return steps.find(({ state }) => state === 'switching')?.startedAt;
}

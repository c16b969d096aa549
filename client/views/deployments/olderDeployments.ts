import type { LiveStore } from '../../infrastructure/liveStore.ts';

/** As many of the newest as a snapshot has; what is still under way may be older. */
const inSnapshot = 200;

interface Loaded {
  /** Number of the oldest that was asked for and came. */
  readonly oldest: number;
  /** Whether there is nothing older. */
  readonly complete: boolean;
}

const loaded = new WeakMap<LiveStore, Loaded>();

/** Number below which there may be deployments that the store has not; undefined where it has all. */
export function oldestLoaded(store: LiveStore): number | undefined {
  const rows = store.rows('deployments');
  const known = loaded.get(store);
  // A new snapshot forgets what was added.
  if (known && rows.has(String(known.oldest))) return known.complete ? undefined : known.oldest;
  if (rows.size < inSnapshot) return undefined;
  return [...rows.keys()].map(Number).sort((a, b) => b - a)[inSnapshot - 1];
}

/** Remembers how far the store reaches back. */
export function rememberLoaded(store: LiveStore, reached: Loaded): void {
  loaded.set(store, reached);
}

/** A sign of life and what came with it. `time` is ISO 8601 in UTC. */
export interface HeartbeatRecord {
  readonly time: string;
  readonly data: Record<string, unknown>;
}

/**
 * Signs of life: bounded measurements, not events. Written behind: after a crash the last second may be missing.
 * The newest of each agent is always at hand; older ones are kept only as long as retention says.
 */
export interface HeartbeatTable {
  /** Remembers a sign of life at once and writes it within a second. */
  record(agent: string, time: string, data: Record<string, unknown>): void;
  /** The newest sign of life of each agent. */
  latest(): ReadonlyMap<string, HeartbeatRecord>;
}

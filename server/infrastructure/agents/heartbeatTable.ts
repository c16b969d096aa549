/** What an agent says with a sign of life. */
export interface HeartbeatData {
  readonly mission?: string | undefined;
}

/** The last sign of life. `time` is ISO 8601 in UTC. */
export interface LatestHeartbeat {
  readonly time: string;
  readonly data: HeartbeatData;
}

/** Signs of life are samples, not events of the log: a bounded table keeps them. */
export interface HeartbeatTable {
  record(agent: string, time: string, data: HeartbeatData): void;
  /** The newest sign of life of each agent. */
  latest(): ReadonlyMap<string, LatestHeartbeat>;
}

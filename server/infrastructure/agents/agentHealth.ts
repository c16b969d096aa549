import type { AgentHealth, AgentState } from '../../protocol/agents.ts';
import type { Configuration } from '../../protocol/configuration.ts';

type Thresholds = Pick<
  Configuration['agents'],
  'lateAfterSeconds' | 'staleAfterSeconds' | 'deadAfterSeconds'
>;

export interface JudgedHealth {
  readonly health: AgentHealth;
  /** When silence alone will change it, in milliseconds since the epoch; undefined where it never will. */
  readonly changesAt: number | undefined;
}

/** Health by the age of the last sign of life. Work that is complete or ended needs no sign. */
export function judgeHealth(
  state: AgentState,
  lastSeen: Date | null,
  now: number,
  thresholds: Thresholds,
): JudgedHealth {
  if (state === 'complete' || state === 'end') return { health: 'ended', changesAt: undefined };
  if (lastSeen === null) return { health: 'unknown', changesAt: undefined };
  const seen = lastSeen.getTime();
  const steps = [
    ['fresh', thresholds.lateAfterSeconds],
    ['late', thresholds.staleAfterSeconds],
    ['stale', thresholds.deadAfterSeconds],
  ] as const;
  for (const [health, seconds] of steps) {
    const changesAt = seen + seconds * 1000;
    if (now < changesAt) return { health, changesAt };
  }
  return { health: 'dead', changesAt: undefined };
}

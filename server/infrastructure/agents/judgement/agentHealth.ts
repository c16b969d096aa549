import type { AgentHealth, StateMeaning } from '../../../protocol/agents.ts';
import type { Rhythm } from '../sources/arrivalWindow.ts';
import type { AgentSettings } from './agentSettings.ts';
import { isRhythmKnown, silenceOf } from './phiAccrual.ts';

export interface JudgedHealth {
  readonly health: AgentHealth;
  /** The moment at which silence alone will change it; undefined where it never will. */
  readonly changesAt: number | undefined;
}

/** Milliseconds of silence after which an agent is late, stale and dead. */
export interface SilenceSteps {
  readonly late: number;
  readonly stale: number;
  readonly dead: number;
}

type Settings = Pick<
  AgentSettings,
  'detector' | 'phi' | 'lateAfterSeconds' | 'staleAfterSeconds' | 'deadAfterSeconds'
>;

/** How much silence means what: the fixed times, or by the rhythm of the agent once that is known. */
export function silenceSteps(settings: Settings, rhythm: Rhythm | undefined): SilenceSteps {
  const { detector, phi } = settings;
  if (detector === 'phi-accrual' && rhythm !== undefined && isRhythmKnown(rhythm))
    return {
      late: silenceOf(phi.late, rhythm, phi),
      stale: silenceOf(phi.stale, rhythm, phi),
      dead: silenceOf(phi.dead, rhythm, phi),
    };
  return {
    late: settings.lateAfterSeconds * 1000,
    stale: settings.staleAfterSeconds * 1000,
    dead: settings.deadAfterSeconds * 1000,
  };
}

/**
 * Health by the silence since the last sign of life. Work that has ended needs no sign.
 * @param seen moment of the last sign of life; null where there never was one
 */
export function judgeHealth(
  meaning: StateMeaning,
  seen: number | null,
  now: number,
  { late, stale, dead }: SilenceSteps,
): JudgedHealth {
  if (meaning === 'ended') return { health: 'ended', changesAt: undefined };
  if (seen === null) return { health: 'unknown', changesAt: undefined };
  const steps = [
    ['fresh', late],
    ['late', stale],
    ['stale', dead],
  ] as const;
  for (const [health, silence] of steps) {
    const changesAt = seen + silence;
    if (now < changesAt) return { health, changesAt };
  }
  return { health: 'dead', changesAt: undefined };
}

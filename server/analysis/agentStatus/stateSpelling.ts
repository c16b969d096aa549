/** A state of the documented lifecycle of a swarm agent. */
export type LifecycleState = 'start' | 'active' | 'process' | 'blocked' | 'complete' | 'end';

/** Words by which status files name a state; real repositories have 155 spellings, nearly all made of these. */
const words: Readonly<Record<LifecycleState, string>> = {
  start:
    'START STARTING STARTED INIT INITIALIZING INITIALIZED INITIALISING ONBOARDING READY IDLE STANDBY PENDING NEW WAITING_FOR_TASK AVAILABLE',
  active: 'ACTIVE ACTIVATED OPERATIONAL ONLINE RUNNING LIVE ENGAGED UNBLOCKED RESUMED OK HEALTHY',
  process:
    'PROCESS PROCESSING WORKING EXECUTING EXECUTION BUSY PROGRESS IMPLEMENTING DEVELOPING TESTING REVIEWING',
  blocked: 'BLOCKED BLOCKING WAITING PAUSED STUCK ERROR FAILED FAILING CRITICAL HALTED SUSPENDED',
  complete: 'COMPLETE COMPLETED COMPLETION DONE FINISHED SUCCESS DELIVERED ACCOMPLISHED',
  end: 'END ENDED TERMINATED STOPPED RETIRED INACTIVE OFFLINE SHUTDOWN ARCHIVED CLOSED DISABLED DEAD',
};

const stateOfWord = new Map(
  Object.entries(words).flatMap(([state, list]) =>
    list.split(' ').map((word) => [word, state as LifecycleState] as const),
  ),
);

/**
 * The lifecycle state a spelling means: the whole of it where it is known, otherwise the first known word in it
 * (`ACTIVE_AGENT_MODE`, `Mission complete!`). Undefined where none is known.
 */
export function stateOfSpelling(spelling: string): LifecycleState | undefined {
  const parts = spelling
    .slice(0, 200)
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter((part) => part !== '');
  const whole = stateOfWord.get(parts.join('_'));
  if (whole) return whole;
  for (const part of parts) {
    const state = stateOfWord.get(part);
    if (state) return state;
  }
  return undefined;
}

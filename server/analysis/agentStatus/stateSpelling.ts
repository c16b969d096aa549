/** A state of the documented lifecycle of a swarm agent. */
export type LifecycleState = 'start' | 'active' | 'process' | 'blocked' | 'complete' | 'end';

/** Words by which status files name a state; real repositories have 155 spellings, nearly all made of these. */
const words: Readonly<Record<LifecycleState, string>> = {
  start:
    'START STARTING STARTED NOT_STARTED INIT INITIALIZE INITIALIZING INITIALIZED INITIALISING INITIALISED ONBOARDING READY IDLE STANDBY STAND_BY PENDING NEW WAITING_FOR_TASK AWAITING_TASK AWAITING_ASSIGNMENT AVAILABLE RESTING SLEEPING UNASSIGNED QUEUED',
  active:
    'ACTIVE ACTIVATED OPERATIONAL ONLINE RUNNING LIVE ENGAGED UNBLOCKED NOT_BLOCKED RESUMED OK HEALTHY ASSIGNED CLAIMED MONITORING COORDINATING LISTENING',
  process:
    'PROCESS PROCESSING WORKING EXECUTE EXECUTING EXECUTION BUSY PROGRESS IMPLEMENTING DEVELOPING TESTING REVIEWING REVIEW PLANNING CODING REFACTORING DEBUGGING ANALYZING ANALYSING INVESTIGATING DEPLOYING MERGING FIXING INCOMPLETE',
  blocked:
    'BLOCKED BLOCKING WAITING AWAITING PAUSED STUCK ERROR FAILED FAILING FAILURE CRITICAL HALTED SUSPENDED HOLD ESCALATED STALLED',
  complete:
    'COMPLETE COMPLETED COMPLETION DONE FINISHED SUCCESS SUCCEEDED SUCCESSFUL DELIVERED ACCOMPLISHED ACHIEVED MERGED DEPLOYED RESOLVED',
  end: 'END ENDED TERMINATED STOPPED RETIRED INACTIVE NOT_ACTIVE OFFLINE SHUTDOWN SHUT_DOWN ARCHIVED CLOSED DISABLED DEAD DECOMMISSIONED CANCELLED CANCELED',
};

const stateOfWord = new Map(
  Object.entries(words).flatMap(([state, list]) =>
    list.split(' ').map((word) => [word, state as LifecycleState] as const),
  ),
);

const longestName = 4;

/**
 * The lifecycle state a spelling means: the whole of it where it is known, otherwise the first known words in it
 * (`ACTIVE_AGENT_MODE`, `Mission complete!`, `notStarted`). Undefined where none is known.
 */
export function stateOfSpelling(spelling: string): LifecycleState | undefined {
  return firstKnown(wordsOf(spelling), (name) => stateOfWord.get(name));
}

/**
 * Like `stateOfSpelling` for a lifecycle with other states: a state that is named goes before one that is meant.
 * @param states of the lifecycle, in their own spelling
 */
export function stateAmong<State extends string>(
  spelling: string,
  states: readonly State[],
): State | undefined {
  const parts = wordsOf(spelling);
  const named = new Map(states.map((state) => [wordsOf(state).join('_'), state]));
  const found = firstKnown(parts, (name) => named.get(name));
  if (found !== undefined) return found;
  const meant: string | undefined = firstKnown(parts, (name) => stateOfWord.get(name));
  return states.find((state) => state === meant);
}

/** Upper case; a capital behind a small letter begins a word too. */
function wordsOf(spelling: string): string[] {
  return spelling
    .slice(0, 200)
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((part) => part !== '');
}

/** What the whole of the words is known as, or else the first of them that are known, of several together the longest. */
function firstKnown<Known>(
  parts: readonly string[],
  known: (name: string) => Known | undefined,
): Known | undefined {
  const whole = known(parts.join('_'));
  if (whole !== undefined) return whole;
  for (let start = 0; start < parts.length; start++) {
    for (let length = Math.min(longestName, parts.length - start); length > 0; length--) {
      const found = known(parts.slice(start, start + length).join('_'));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

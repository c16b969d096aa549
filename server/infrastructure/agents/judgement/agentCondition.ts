import type { AgentCondition, AgentEvidence, AgentHealth, StateMeaning } from '../../../protocol/agents.ts';
import type { AgentFacts } from '../agentFacts.ts';

/** What a condition is judged by. */
export interface ConditionFacts extends Pick<AgentFacts, 'heartbeat' | 'seen' | 'process'> {
  readonly meaning: StateMeaning;
  readonly state: string;
  readonly health: AgentHealth;
  /** Moment at which it last told something new or came into its state; null where it never tells what it does. */
  readonly progressed: number | null;
  readonly stalledAfterSeconds: number;
  readonly now: number;
}

export interface JudgedCondition {
  readonly condition: AgentCondition;
  readonly evidence: readonly AgentEvidence[];
  /** The moment at which the want of new output alone will make it stalled; undefined where it will not. */
  readonly changesAt: number | undefined;
}

/** What the evidence shows an agent to be doing. Nothing is claimed that cannot be known: then it is `unknown`. */
export function judgeCondition(facts: ConditionFacts): JudgedCondition {
  const { progressed, stalledAfterSeconds, now } = facts;
  const stallsAt = progressed === null ? Number.POSITIVE_INFINITY : progressed + stalledAfterSeconds * 1000;
  const condition = conditionOf(facts, stallsAt <= now);
  const isComing = condition === 'working' && Number.isFinite(stallsAt);
  return { condition, evidence: evidenceOf(facts, condition), changesAt: isComing ? stallsAt : undefined };
}

function conditionOf(facts: ConditionFacts, isOutputOld: boolean): AgentCondition {
  const { meaning, health, process, heartbeat } = facts;
  const isSilent = health === 'stale' || health === 'dead';
  if (meaning === 'ended') return 'ended';
  if (process?.state === 'gone' && (isSilent || !isHeardSince(facts, process.time))) return 'ghost';
  if (isSilent) return process ? 'wedged' : 'unknown';
  if (health === 'unknown') return 'unknown';
  if (meaning === 'waiting' || heartbeat?.report.waitingFor) return 'waiting-for-input';
  if (meaning === 'idle') return 'idle';
  return isOutputOld ? 'stalled' : 'working';
}

/** Who speaks has not ended with that process: it may have named the shell that a command ran in. */
function isHeardSince({ seen }: ConditionFacts, time: string): boolean {
  return seen !== undefined && seen.time > time;
}

function evidenceOf(facts: ConditionFacts, condition: AgentCondition): AgentEvidence[] {
  const { waitingFor, outputAt } = facts.heartbeat?.report ?? {};
  return [
    signEvidence(facts),
    ...processEvidence(facts),
    ...(waitingFor
      ? [
          {
            kind: 'waiting' as const,
            text: `It waits for: ${waitingFor}`,
            time: facts.heartbeat?.time ?? null,
          },
        ]
      : []),
    ...(outputAt && (condition === 'stalled' || condition === 'working')
      ? [{ kind: 'output' as const, text: 'Its last new output.', time: outputAt }]
      : []),
  ];
}

const signWords = {
  heartbeat: 'Its last heartbeat.',
  'status-file': 'Its status file was written.',
  transition: 'It asked for a transition itself.',
} as const;

function signEvidence({ seen }: ConditionFacts): AgentEvidence {
  return seen === undefined
    ? { kind: 'heartbeat', text: 'It never gave a sign of life.', time: null }
    : { kind: seen.source, text: signWords[seen.source], time: seen.time };
}

function processEvidence(facts: ConditionFacts): AgentEvidence[] {
  const { process, heartbeat, state } = facts;
  if (process?.state === 'running')
    return [{ kind: 'process', text: `Process ${process.pid} runs on this machine.`, time: process.time }];
  if (process)
    return [
      {
        kind: 'process',
        text: isHeardSince(facts, process.time)
          ? `Process ${process.pid} of this machine is gone, but the agent was heard since.`
          : `It says ${state}, but process ${process.pid} of this machine is gone.`,
        time: process.time,
      },
    ];
  const named = heartbeat?.report.process;
  const text = named
    ? `Process ${named.pid} was not seen on this machine: what it does elsewhere is known by its heartbeats alone.`
    : 'It named no process with its start time: whether it runs is known by its signs of life alone.';
  return [{ kind: 'process', text, time: null }];
}

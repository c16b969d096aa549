import type { Agent, AgentFlag } from '../../protocol/agents.ts';
import { alternatives } from '../sentence.ts';
import { spokenTime } from './spokenTime.ts';

/** The sentence about an agent that needs a human: the worst that is so; undefined where it needs none. */
export function agentNeeds(agent: Agent): string | undefined {
  const who = agent.name === agent.id ? agent.id : `${agent.name} (${agent.id})`;
  const what = quarantine(agent) ?? claim(agent) ?? silence(agent) ?? wait(agent) ?? remark(agent);
  return what && `${who} ${what}`;
}

/** A person has seen to it; what is left is to end it. */
function quarantine({ quarantined, evidence }: Agent): string | undefined {
  if (!quarantined) return undefined;
  const said = evidence.find(({ kind }) => kind === 'quarantine')?.text ?? '';
  return `is in quarantine${said.replace(/^Quarantined by/, ', by').replace(/\.?$/, '.')}`;
}

function claim({ condition, state, evidence }: Agent): string | undefined {
  const time = evidence.find(({ kind }) => kind === 'process')?.time ?? null;
  if (condition === 'ghost') return `says it is ${state}, but its process is gone since ${spokenTime(time)}.`;
  if (condition === 'wedged') return 'runs, but says nothing any more.';
  return undefined;
}

function silence({ health, lastSeen, meaning }: Agent): string | undefined {
  if (health !== 'stale' && health !== 'dead') return undefined;
  // Who waits for a person may well be silent: the wait is what matters.
  if (meaning === 'waiting' && health === 'stale') return undefined;
  return `is ${health}: last seen ${spokenTime(lastSeen)}.`;
}

function wait({ condition, meaning, state, waitingFor, reason }: Agent): string | undefined {
  if (condition !== 'waiting-for-input' && meaning !== 'waiting') return undefined;
  const why = waitingFor ?? reason;
  const what = meaning === 'waiting' ? `is ${state}` : 'waits for input';
  return why === null ? `${what}.` : sentence(`${what}: ${why}`);
}

/** Words of agents may end as a question. */
function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** Flags whose part of the score says the reason. */
const remarkable: readonly AgentFlag[] = ['looping', 'over-budget', 'misplaced', 'flapping'];

function remark({ flags, score, condition, problem, allowed }: Agent): string | undefined {
  if (condition === 'stalled') return 'is alive, but has told nothing new for long.';
  const flag = remarkable.find((one) => flags.includes(one));
  const reason = score.parts.find(({ name }) => name === flag)?.reason;
  if (reason) {
    const remedy = flag === 'misplaced' ? ` Move it to ${alternatives(allowed)}.` : '';
    return `${reason.replace(/^It /, '')}${remedy}`;
  }
  return flags.includes('damaged') && problem !== null ? `has a damaged status file: ${problem}.` : undefined;
}

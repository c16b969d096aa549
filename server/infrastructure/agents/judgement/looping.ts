import type { AgentState } from '../../../protocol/agents.ts';
import type { AgentsConfiguration } from '../../../protocol/configuration/agentConfiguration.ts';
import type { RecordedTransition } from '../lifecycle/agentTransition.ts';

export interface OutputCourse {
  /** How often the newest output was told one after the other. */
  readonly sameOutputs: number;
  /** When it was told first; null where none was ever told. */
  readonly outputAt: string | null;
}

/** Why an agent goes round in circles, as words after "it"; undefined where it does not, or nothing shows it. */
export function loopOf(
  output: OutputCourse | undefined,
  recent: readonly RecordedTransition[],
  { cycles, outputs }: AgentsConfiguration['loop'],
): string | undefined {
  if (output === undefined) return undefined;
  const { sameOutputs, outputAt } = output;
  if (sameOutputs >= outputs) return `told the same output at least ${outputs} times`;
  // Going back and forth is how work goes on; only an agent that tells its output can be seen to produce none.
  if (outputAt === null) return undefined;
  const since = recent.findIndex(({ time }) => time > outputAt);
  const cycle = since === -1 ? undefined : repeatedCycle(path(recent.slice(since)), cycles);
  return cycle && `went through ${cycle.join(', ')} at least ${cycles} times without new output`;
}

/** The states of a way, each as often as it was entered; a gap in the way begins it anew. */
function path(way: readonly RecordedTransition[]): readonly AgentState[] {
  const states: AgentState[] = [];
  for (const { from, to } of way) {
    if (states.at(-1) !== from) states.splice(0, states.length, from);
    states.push(to);
  }
  return states;
}

/** The cycle that a way ends with, where it has gone through it so many times; the shortest one. */
function repeatedCycle(states: readonly AgentState[], times: number): readonly AgentState[] | undefined {
  for (let length = 2; length * times < states.length; length++) {
    const end = states.slice(-length * times - 1);
    if (end.every((state, index) => index < length || state === end[index - length]))
      return end.slice(0, length);
  }
  return undefined;
}

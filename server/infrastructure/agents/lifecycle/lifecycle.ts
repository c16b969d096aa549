import { hash } from 'node:crypto';
import type { AgentState, StateMeaning } from '../../../protocol/agents.ts';
import type { AgentsConfiguration } from '../../../protocol/configuration/agentConfiguration.ts';
import { canonicalJson } from '../../events/canonicalJson.ts';

export interface LifecycleState {
  readonly means: StateMeaning;
  /** States it may lead to. */
  readonly next: readonly AgentState[];
}

/** A table of states and transitions that agents follow. */
export interface Lifecycle {
  readonly name: string;
  readonly initial: AgentState;
  readonly states: ReadonlyMap<AgentState, LifecycleState>;
  /** Of what the table says: kept with each transition, so that a table that changed shows. */
  readonly definition: string;
}

const documented = {
  initial: 'start',
  states: {
    start: { means: 'idle', next: ['active'] },
    active: { means: 'working', next: ['process', 'blocked', 'complete'] },
    process: { means: 'working', next: ['active'] },
    blocked: { means: 'waiting', next: ['active'] },
    complete: { means: 'ended', next: ['end'] },
    end: { means: 'ended', next: ['start'] },
  },
} as const;

const nameOfDocumented = 'standard';

/** The lifecycle that swarm repositories document. */
export const standardLifecycle = makeLifecycle(nameOfDocumented, documented);

interface Definition {
  readonly initial: string;
  readonly states: Readonly<Record<string, LifecycleState>>;
}

function makeLifecycle(name: string, { initial, states }: Definition): Lifecycle {
  const definition = hash('sha256', canonicalJson({ initial, states })).slice(0, 16);
  return { name, initial, states: new Map(Object.entries(states)), definition };
}

/** The lifecycles of a configuration by name. */
export function lifecyclesOf({
  lifecycles,
}: Pick<AgentsConfiguration, 'lifecycles'>): ReadonlyMap<string, Lifecycle> {
  const stated = Object.entries(lifecycles).map(
    ([name, definition]) => [name, makeLifecycle(name, definition)] as const,
  );
  return new Map([[nameOfDocumented, standardLifecycle], ...stated]);
}

/**
 * Where an agent may go. From a state that the lifecycle no longer has any of its states can be meant: nothing tells
 * which one that state has become.
 */
export function allowedFrom({ states }: Lifecycle, state: AgentState): readonly AgentState[] {
  return states.get(state)?.next ?? [...states.keys()];
}

/** What a state means; a state that the lifecycle no longer has says nothing of work. */
export function meaningOf({ states }: Lifecycle, state: AgentState): StateMeaning {
  return states.get(state)?.means ?? 'idle';
}

import type { AgentState } from '../../protocol/agents.ts';

/** The documented lifecycle: where an agent may go from each state. */
export const lifecycle: Readonly<Record<AgentState, readonly AgentState[]>> = {
  start: ['active'],
  active: ['process', 'blocked', 'complete'],
  process: ['active'],
  blocked: ['active'],
  complete: ['end'],
  end: ['start'],
};

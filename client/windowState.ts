import type { WindowState } from './contributions.ts';
import type { ConnectionState } from './infrastructure/connectionState.ts';

/** What the views of a window say as a whole, from the states of its repositories. */
export function combineStates(states: readonly ConnectionState[]): WindowState {
  const [only, ...others] = states;
  if (!only) return 'noRepository';
  return others.length > 0 ? 'several' : stateOf(only);
}

function stateOf(state: ConnectionState): WindowState {
  if (state.kind !== 'off') return state.kind;
  return state.why === 'no-configuration' ? 'noConfiguration' : 'stopped';
}

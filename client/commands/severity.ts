import { ApiError } from '../../server/protocol/apiClient.ts';
import type { ProblemCode } from '../../server/protocol/problem.ts';
import { ServiceUnavailable } from '../infrastructure/connectionState.ts';
import { CommandRefused, NothingToDo } from './commandRefused.ts';

export type Severity = 'information' | 'warning' | 'error';

/** Refusals for a reason outside the service that a person can act on, though their status says that a server failed. */
const expected: readonly ProblemCode[] = ['remote-failed', 'shutting-down'];

/** How grave it is that a command ended so: a refusal warns, and an error is what nobody expected. */
export function severityOf(error: unknown): Severity {
  if (error instanceof NothingToDo) return 'information';
  return isRefusal(error) ? 'warning' : 'error';
}

/** `RequestFailed` of the protocol: the language server says in a sentence why a request came to nothing. */
const requestFailed = -32_803;

function isRefusal(error: unknown): boolean {
  if (error instanceof CommandRefused) return true;
  if (error instanceof ServiceUnavailable) return error.reason !== 'start-failed';
  if (error instanceof ApiError) return error.problem.status < 500 || expected.includes(error.problem.code);
  return error instanceof Error && 'code' in error && error.code === requestFailed;
}

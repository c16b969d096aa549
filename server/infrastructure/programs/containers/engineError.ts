/** Why the container engine did not do what it was asked; the message is a sentence. */
export class EngineError extends Error {
  /** `unreachable`: nobody knows what it did. `refused`: it said no. */
  readonly reason: 'unreachable' | 'refused';
  /** HTTP status of a refusal. */
  readonly status: number | undefined;

  constructor(reason: EngineError['reason'], message: string, status?: number) {
    super(message);
    this.name = 'EngineError';
    this.reason = reason;
    this.status = status;
  }
}

/** Whether the engine says that there is no such thing. */
export function isMissing(error: unknown): boolean {
  return error instanceof EngineError && error.status === 404;
}

/** Whether nobody answers for the engine. */
export function isUnreachable(error: unknown): error is EngineError {
  return error instanceof EngineError && error.reason === 'unreachable';
}

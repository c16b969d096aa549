import type { ProblemCode } from '../protocol/problem.ts';
import { undisguised } from '../protocol/undisguised.ts';

/** A request that is understood and refused: becomes problem+json with this code. Thrown by decide functions and routes. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly data: Record<string, unknown> | undefined;
  /** @param detail a sentence a person can act on; names in it are of requests and repositories, and are made plain here */
  constructor(code: ProblemCode, detail: string, data?: Record<string, unknown>) {
    super(undisguised(detail));
    this.code = code;
    this.data = data;
  }
}

import type { CommandId } from '../contributions.ts';

/** What is offered beside an error. */
export interface Remedy {
  readonly title: string;
  readonly command: CommandId;
  readonly argument?: unknown;
}

/** A command that cannot be done, with a sentence for the user and, where there is one, what helps. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  readonly remedy: Remedy | undefined;

  constructor(message: string, options: ErrorOptions & { readonly remedy?: Remedy } = {}) {
    super(message, options);
    this.remedy = options.remedy;
  }
}

/** There is nothing the command could act on now, or what it would do is done already: no mistake of anybody's. */
export class NothingToDo extends CommandRefused {}

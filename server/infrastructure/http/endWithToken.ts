import type { ServerResponse } from 'node:http';
import type { Caller } from './access/caller.ts';

export interface TokenEnds {
  /** Tells whose personal token has ended. */
  onPersonEnded?(listener: (person: string) => void): () => void;
}

/** What somebody follows with a personal token ends with it; who has another one connects again. */
export function endWithToken({ person }: Caller, answer: ServerResponse, { onPersonEnded }: TokenEnds): void {
  if (person === null || onPersonEnded === undefined) return;
  const forget = onPersonEnded((ended) => {
    if (ended === person) answer.destroy();
  });
  answer.once('close', forget);
}

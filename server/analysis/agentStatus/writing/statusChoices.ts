import { spelledStates } from '../readStatus.ts';
import { stateAmong } from '../stateSpelling.ts';
import type { StatusDocument } from '../statusDocument.ts';
import { blockersOf } from '../statusLists.ts';
import { wordsOf } from '../statusValues.ts';
import { wordLike } from './fileStyle.ts';

/** What a person who changes a status file is shown. */
export interface StatusChoices {
  /** In the spelling of the file. */
  readonly states: readonly string[];
  /** The one of them that the file says; undefined where it says none. */
  readonly state: string | undefined;
  readonly mission: string | undefined;
  readonly blockers: readonly string[];
}

/** What a status file says and may say. */
export function statusChoices(document: StatusDocument, states: readonly string[]): StatusChoices {
  const spelled = spelledStates(document);
  const sample = spelled.at(-1)?.spelling ?? '';
  const state = spelled
    .map(({ spelling }) => stateAmong(spelling, states))
    .find((each) => each !== undefined);
  return {
    states: states.map((each) => wordLike(sample, each)),
    state: state && wordLike(sample, state),
    mission: wordsOf(document.field('mission')?.value, []) ?? undefined,
    blockers: blockersOf(document.field('blockers')),
  };
}

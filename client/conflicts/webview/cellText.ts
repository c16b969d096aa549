import type { CellState } from './cellStates.ts';
import { fill } from './element.ts';
import type { Texts } from './messages.ts';

/** What a cell shows: a number of files, or a sign. */
export function cellSign(state: CellState): string {
  switch (state.kind) {
    case 'conflict':
      return state.files > 99 ? '99+' : String(state.files);
    case 'computing':
      return '…';
    case 'unknown':
      return '?';
    default:
      return '';
  }
}

/** What a cell says to who rests on it or cannot see it. */
export function cellSentence(state: CellState, one: string, other: string, texts: Texts): string {
  switch (state.kind) {
    case 'conflict':
      return state.files === 1
        ? fill(texts.cellOneFile, one, other)
        : fill(texts.cellFiles, one, other, state.files);
    case 'computing':
      return fill(texts.cellComputing, one, other);
    case 'unknown':
      return fill(texts.cellUnknown, one, other, state.why);
    case 'same':
      return fill(texts.cellSame, one);
    default:
      return fill(texts.cellNone, one, other);
  }
}

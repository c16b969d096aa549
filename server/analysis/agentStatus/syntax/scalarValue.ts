import { bareValue } from './bareValue.ts';
import { foreignString, isForeignQuote } from './foreignString.ts';
import type { JsonScalar } from './jsonNode.ts';
import type { ReaderState } from './readerState.ts';
import { stringContent } from './stringContent.ts';
import { stringExtent, type ValuePlace } from './stringExtent.ts';

const quote = 34;

/** Reads a string, a number or a word; undefined where it cannot be known what it is. */
export function scalarValue(state: ReaderState, place: ValuePlace): JsonScalar | undefined {
  const { source, damages, at } = state;
  const code = source.code(at);
  if (code === quote) return stringValue(state, place);
  const foreign = isForeignQuote(code) ? foreignString(source, at, damages) : undefined;
  if (foreign) {
    state.passTo(foreign.end);
    return { kind: 'scalar', value: foreign.value, start: at, end: foreign.end };
  }
  const { node, end } = bareValue(source, at, place, damages);
  state.passTo(end);
  return node;
}

function stringValue(state: ReaderState, place: ValuePlace): JsonScalar {
  const { source, damages, at: start } = state;
  const { kind, contentEnd } = stringExtent(source, start, place);
  const { value, edits, message } = stringContent(source.text, start + 1, contentEnd);
  if (message !== undefined) damages.add({ start, end: contentEnd, message, edits });
  if (kind === 'open') damages.insert(contentEnd, '"', 'a closing quote is missing');
  if (kind === 'cut') damages.insert(contentEnd, '"', 'the file ends inside of a string');
  state.passTo(kind === 'closed' ? contentEnd + 1 : contentEnd);
  return { kind: 'scalar', value, start, end: state.at };
}

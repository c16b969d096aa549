import { spells } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { Place, placeBehind } from '../place.ts';
import { Frame, Role } from './frame.ts';
import { depth } from './frameStack.ts';
import { readCalledSpecifier, readStatedSpecifier } from './moduleStatement.ts';
import { quotedEnd, quotedStart } from './statementReader.ts';
import { previous, token } from './token.ts';
import { TokenKind } from './tokenKind.ts';
import { Word } from './word.ts';

/** The last of the places found so far where a module's name stands that the text loads. */
export let lastImport: Place | null = null;

/** Forgets those of another text. */
export function clearImports(): void {
  lastImport = null;
}

function noteImport(): void {
  lastImport = placeBehind(lastImport, quotedStart, quotedEnd);
}

/** Handles `import` and `export`. */
export function moduleToken(frame: Frame): void {
  if (frame.enclosing !== null) return;
  const isImport = unitAt(token.start) === 105;
  if (isImport && readCalledSpecifier(token.end)) {
    if (!isType()) noteImport();
    return;
  }
  // What is half-typed before it may have left a bracket open.
  const isStatement = depth === 1 || unitAt(token.start - 1) === 10;
  if (!isStatement || frame.role === Role.Object) return;
  if (readStatedSpecifier(token.end, isImport)) noteImport();
}

/** Handles the parenthesis behind `require`. */
export function requireToken(frame: Frame): void {
  if (frame.enclosing !== null || !readCalledSpecifier(token.start)) return;
  // TypeScript's `import x =` before it has been read with it.
  const last = lastImport;
  if (last === null || last.start !== quotedStart) noteImport();
}

/** Whether a call of `import` names a type. */
function isType(): bool {
  if (previous.kind === TokenKind.Less || previous.word === Word.Infix) return true;
  return (
    previous.word === Word.Prefix && previous.end - previous.start === 6 && spells(previous.start, 'typeof')
  );
}

import { spells } from '../characters.ts';
import { lastImport, noteImport } from '../importList.ts';
import { unitAt } from '../memory.ts';
import { Frame, Role } from './frame.ts';
import { depth } from './frameStack.ts';
import { readCalledSpecifier, readStatedSpecifier } from './moduleStatement.ts';
import { quotedEnd, quotedStart } from './statementReader.ts';
import { previous, token } from './token.ts';
import { TokenKind } from './tokenKind.ts';
import { Word } from './word.ts';

/** Handles `import` and `export`. */
export function moduleToken(frame: Frame): void {
  if (frame.enclosing !== null) return;
  const isImport = unitAt(token.start) === 105;
  if (isImport && readCalledSpecifier(token.end)) {
    if (!isType()) noteModule();
    return;
  }
  // What is half-typed before it may have left a bracket open.
  const isStatement = depth === 1 || unitAt(token.start - 1) === 10;
  if (!isStatement || frame.role === Role.Object) return;
  if (readStatedSpecifier(token.end, isImport)) noteModule();
}

/** Handles the parenthesis behind `require`. */
export function requireToken(frame: Frame): void {
  if (frame.enclosing !== null || !readCalledSpecifier(token.start)) return;
  // TypeScript's `import x =` before it has been read with it.
  const last = lastImport;
  if (last === null || last.start !== quotedStart) noteModule();
}

function noteModule(): void {
  let slash = quotedStart;
  while (slash < quotedEnd && unitAt(slash) !== 47) slash++;
  noteImport(quotedStart, quotedEnd, 0, slash);
}

/** Whether a call of `import` names a type. */
function isType(): bool {
  if (previous.kind === TokenKind.Less || previous.word === Word.Infix) return true;
  return (
    previous.word === Word.Prefix && previous.end - previous.start === 6 && spells(previous.start, 'typeof')
  );
}

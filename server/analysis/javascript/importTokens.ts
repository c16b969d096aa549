import type { ImportedName, ModuleImport } from '../moduleImport.ts';
import { type Frame, role } from './frame.ts';
import { calledSpecifier, statedSpecifier } from './moduleStatement.ts';
import type { ScanContext } from './scanContext.ts';
import type { Tokenizer } from './tokenizer.ts';
import { tokenKind } from './tokenKind.ts';
import { word } from './word.ts';

/** Handles `import` and `export`. */
export function moduleToken({ tokens, stack, imports }: ScanContext, frame: Frame): void {
  const { token, text } = tokens;
  if (frame.enclosing >= 0) return;
  const isImport = text.charCodeAt(token.start) === 105;
  const called = isImport ? calledSpecifier(text, token.end) : undefined;
  if (called) {
    if (!isType(tokens)) imports.push(moduleImport(called));
    return;
  }
  // What is half-typed before it may have left a bracket open.
  const isStatement = stack.depth === 1 || text.charCodeAt(token.start - 1) === 10;
  if (!isStatement || frame.role === role.object) return;
  const stated = statedSpecifier(text, token.end, isImport);
  if (stated) imports.push(moduleImport(stated));
}

/** Handles the parenthesis behind `require`. */
export function requireToken({ tokens, imports }: ScanContext, frame: Frame): void {
  if (frame.enclosing >= 0) return;
  const called = calledSpecifier(tokens.text, tokens.token.start);
  // TypeScript's `import x =` before it has been read with it.
  const last = imports.at(-1)?.module.start;
  if (called && last !== called.start) imports.push(moduleImport(called));
}

/** Whether a call of `import` names a type. */
function isType({ previous, text }: Tokenizer): boolean {
  if (previous.kind === tokenKind.less || previous.word === word.infix) return true;
  return previous.word === word.prefix && text.slice(previous.start, previous.end) === 'typeof';
}

function moduleImport(module: ImportedName): ModuleImport {
  return { module, level: 0, names: [] };
}

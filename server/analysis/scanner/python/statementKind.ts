import { spells } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { isNameUnit } from './nameCharacters.ts';

/** What has to be known about a statement; `Plain` is every other one. */
export enum StatementKind {
  Plain = 0,
  Definition = 1,
  Async = 2,
  Decorator = 3,
  Import = 4,
  If = 5,
  Elif = 6,
  Else = 7,
  Loop = 8,
  Try = 9,
  Except = 10,
  /** `with` and `finally`: blocks without a decision. */
  Block = 11,
  Match = 12,
  Case = 13,
  /** A line of a notebook that is no Python: `%timeit f()`, `!ls`. */
  Magic = 14,
}

/** The kind of the statement that begins at an offset. */
export function statementKindAt(start: i32): StatementKind {
  switch (unitAt(start)) {
    case 97:
      return begins(start, 'async') ? StatementKind.Async : StatementKind.Plain;
    case 99:
      return kindOnC(start);
    case 100:
      return begins(start, 'def') ? StatementKind.Definition : StatementKind.Plain;
    case 101:
      return kindOnE(start);
    case 102:
      return kindOnF(start);
    case 105:
      return kindOnI(start);
    case 109:
      return begins(start, 'match') ? StatementKind.Match : StatementKind.Plain;
    case 116:
      return begins(start, 'try') ? StatementKind.Try : StatementKind.Plain;
    case 119:
      return kindOnW(start);
    default:
      return kindOnSign(unitAt(start));
  }
}

function kindOnSign(sign: i32): StatementKind {
  if (sign === 64 /* @ */) return StatementKind.Decorator;
  return sign === 37 /* % */ || sign === 33 /* ! */ ? StatementKind.Magic : StatementKind.Plain;
}

function kindOnC(start: i32): StatementKind {
  if (begins(start, 'class')) return StatementKind.Definition;
  return begins(start, 'case') ? StatementKind.Case : StatementKind.Plain;
}

function kindOnE(start: i32): StatementKind {
  if (begins(start, 'else')) return StatementKind.Else;
  if (begins(start, 'elif')) return StatementKind.Elif;
  return begins(start, 'except') ? StatementKind.Except : StatementKind.Plain;
}

function kindOnF(start: i32): StatementKind {
  if (begins(start, 'for')) return StatementKind.Loop;
  if (begins(start, 'from')) return StatementKind.Import;
  return begins(start, 'finally') ? StatementKind.Block : StatementKind.Plain;
}

function kindOnI(start: i32): StatementKind {
  if (begins(start, 'if')) return StatementKind.If;
  return begins(start, 'import') ? StatementKind.Import : StatementKind.Plain;
}

function kindOnW(start: i32): StatementKind {
  if (begins(start, 'with')) return StatementKind.Block;
  return begins(start, 'while') ? StatementKind.Loop : StatementKind.Plain;
}

function begins(start: i32, word: string): bool {
  return spells(start, word) && !isNameUnit(unitAt(start + word.length));
}

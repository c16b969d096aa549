import { type TokenKind, tokenKind } from './tokenKind.ts';

const operators = new Uint8Array(128).fill(tokenKind.operator);
for (const [character, kind] of [
  ['(', tokenKind.openParenthesis],
  [')', tokenKind.closeParenthesis],
  ['{', tokenKind.openBrace],
  ['}', tokenKind.closeBrace],
  ['[', tokenKind.openBracket],
  [']', tokenKind.closeBracket],
  [',', tokenKind.comma],
  [';', tokenKind.semicolon],
  [':', tokenKind.colon],
  ['<', tokenKind.less],
  ['>', tokenKind.greater],
] as const)
  operators[character.charCodeAt(0)] = kind;

/** An operator of one or more characters. */
export interface LongOperator {
  readonly kind: TokenKind;
  readonly length: number;
}
const arrow: LongOperator = { kind: tokenKind.arrow, length: 2 };
const comparison: LongOperator = { kind: tokenKind.operator, length: 2 };
const identity: LongOperator = { kind: tokenKind.operator, length: 3 };
const equals: LongOperator = { kind: tokenKind.equals, length: 1 };
/** `++` and `--`. */
export const increment: LongOperator = { kind: tokenKind.operator, length: 2 };
const spread: LongOperator = { kind: tokenKind.operator, length: 3 };
const logical: LongOperator = { kind: tokenKind.logical, length: 2 };
const logicalAssignment: LongOperator = { kind: tokenKind.logical, length: 3 };
const dot: LongOperator = { kind: tokenKind.dot, length: 1 };
const optionalDot: LongOperator = { kind: tokenKind.dot, length: 2 };
const question: LongOperator = { kind: tokenKind.question, length: 1 };

/** The operator that characters begin, where more than the first decides. */
export function longOperator(c: number, after: number, third: number): LongOperator | undefined {
  if (c === 61) return after === 62 ? arrow : after !== 61 ? equals : third === 61 ? identity : comparison;
  if (c === 46) return after === 46 && third === 46 ? spread : dot;
  if (c === 63) {
    if (after === 46 && !(third >= 48 && third <= 57)) return optionalDot;
    return after === 63 ? logicalOperator(third) : question;
  }
  // `<<` and `<=` begin neither an element nor type arguments.
  if (c === 60) return after === 60 || after === 61 ? comparison : undefined;
  if (after !== c) return undefined;
  if (c === 38 || c === 124) return logicalOperator(third);
  return c === 43 || c === 45 ? increment : undefined;
}

function logicalOperator(third: number): LongOperator {
  return third === 61 ? logicalAssignment : logical;
}

/** The kind of an operator of one character. */
export function kindOf(c: number): TokenKind {
  return (operators[c] ?? tokenKind.operator) as TokenKind;
}

/** Kinds of characters that no longer operator begins with. */
export const brackets = new Uint8Array(128);
for (const character of '(){}[],;:') brackets[character.charCodeAt(0)] = kindOf(character.charCodeAt(0));

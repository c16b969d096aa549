import { Token, tokenKinds } from './tokenKind.ts';

/** How strongly operators bind; 0 for what is no operator between two operands. */
export const Precedence = {
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  bitOr: 5,
  bitXor: 6,
  bitAnd: 7,
  shift: 8,
  sum: 9,
  product: 10,
  unary: 11,
  power: 12,
} as const;

/** Precedence of each kind of token between two operands. */
export const precedenceOf: Uint8Array = table({
  [Precedence.or]: [Token.or],
  [Precedence.and]: [Token.and],
  [Precedence.comparison]: [
    Token.less,
    Token.greater,
    Token.lessEqual,
    Token.greaterEqual,
    Token.equalEqual,
    Token.notEqual,
    Token.in,
    Token.not,
    Token.is,
  ],
  [Precedence.bitOr]: [Token.bar],
  [Precedence.bitXor]: [Token.caret],
  [Precedence.bitAnd]: [Token.ampersand],
  [Precedence.shift]: [Token.shiftLeft, Token.shiftRight],
  [Precedence.sum]: [Token.plus, Token.minus],
  [Precedence.product]: [Token.star, Token.slash, Token.doubleSlash, Token.percent, Token.at],
  [Precedence.power]: [Token.doubleStar],
});

function table(kinds: Readonly<Record<number, readonly number[]>>): Uint8Array {
  const result = new Uint8Array(tokenKinds);
  for (const [precedence, operators] of Object.entries(kinds)) {
    for (const operator of operators) result[operator] = Number(precedence);
  }
  return result;
}

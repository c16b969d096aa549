import { Token } from './tokenKind.ts';

const equalSign = 61;

// Indexed by the first character: the operator it is alone, doubled, before `=`, and doubled before `=`.
const single = table({
  '(': Token.openParenthesis,
  ')': Token.closeParenthesis,
  '[': Token.openBracket,
  ']': Token.closeBracket,
  '{': Token.openBrace,
  '}': Token.closeBrace,
  ',': Token.comma,
  ';': Token.semicolon,
  ':': Token.colon,
  '.': Token.dot,
  '!': Token.exclamation,
  '=': Token.equal,
  '@': Token.at,
  '~': Token.tilde,
  '|': Token.bar,
  '^': Token.caret,
  '&': Token.ampersand,
  '+': Token.plus,
  '-': Token.minus,
  '*': Token.star,
  '/': Token.slash,
  '%': Token.percent,
  '<': Token.less,
  '>': Token.greater,
});
const doubled = table({
  '*': Token.doubleStar,
  '/': Token.doubleSlash,
  '<': Token.shiftLeft,
  '>': Token.shiftRight,
});
const beforeEqual = table({
  '=': Token.equalEqual,
  '!': Token.notEqual,
  '<': Token.lessEqual,
  '>': Token.greaterEqual,
  ':': Token.colonEqual,
  ...Object.fromEntries([...'+-*/%@&|^'].map((character) => [character, Token.augmented])),
});

function table(kinds: Readonly<Record<string, number>>): Uint8Array {
  const result = new Uint8Array(128).fill(Token.unknown);
  for (const [character, kind] of Object.entries(kinds)) result[character.charCodeAt(0)] = kind;
  return result;
}

const lengthBits = 2;

/** The operator at an offset: its kind times four plus its length; `unknown` of length 1 where there is none. */
export function operatorAt(text: string, at: number): number {
  const first = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  if (second === equalSign) {
    const kind = beforeEqual[first] ?? Token.unknown;
    if (kind !== Token.unknown) return coded(kind, 2);
  }
  if (first === second) {
    const kind = doubled[first] ?? Token.unknown;
    if (kind !== Token.unknown) {
      return text.charCodeAt(at + 2) === equalSign ? coded(Token.augmented, 3) : coded(kind, 2);
    }
    if (text.startsWith('...', at)) return coded(Token.ellipsis, 3);
  }
  if (first === 45 && second === 62) return coded(Token.arrow, 2);
  return coded(single[first] ?? Token.unknown, 1);
}

function coded(kind: number, length: number): number {
  return (kind << lengthBits) | length;
}

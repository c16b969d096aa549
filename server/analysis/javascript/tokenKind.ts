/** What a token means for the structure of a text. */
export const tokenKind = {
  end: 0,
  name: 1,
  /** Number, string, regular expression or whole template. */
  literal: 2,
  operator: 3,
  openParenthesis: 4,
  closeParenthesis: 5,
  openBrace: 6,
  closeBrace: 7,
  openBracket: 8,
  closeBracket: 9,
  arrow: 10,
  comma: 11,
  semicolon: 12,
  colon: 13,
  equals: 14,
  question: 15,
  less: 16,
  greater: 17,
  dot: 18,
  /** A template up to its `${`: code follows until the brace that closes it. */
  templateHead: 19,
  /** The line of a merge conflict's marker. */
  conflictMarker: 20,
  /** `&&`, `||`, `??`, also before an equals sign: whether what follows is evaluated depends on what stands before. */
  logical: 21,
} as const;
export type TokenKind = (typeof tokenKind)[keyof typeof tokenKind];

/** What a token means for the structure of a text. */
export enum TokenKind {
  End = 0,
  Name = 1,
  /** Number, string, regular expression or whole template. */
  Literal = 2,
  Operator = 3,
  OpenParenthesis = 4,
  CloseParenthesis = 5,
  OpenBrace = 6,
  CloseBrace = 7,
  OpenBracket = 8,
  CloseBracket = 9,
  Arrow = 10,
  Comma = 11,
  Semicolon = 12,
  Colon = 13,
  Equals = 14,
  Question = 15,
  Less = 16,
  Greater = 17,
  Dot = 18,
  /** A template up to its `${`: code follows until the brace that closes it. */
  TemplateHead = 19,
  /** The line of a merge conflict's marker. */
  ConflictMarker = 20,
  /** `&&`, `||`, `??`, also before an equals sign: whether what follows is evaluated depends on what stands before. */
  Logical = 21,
}

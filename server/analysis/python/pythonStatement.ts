/** What the scanner has to know about a statement; `plain` is every other one. */
export const statementKind = {
  plain: 0,
  definition: 1,
  async: 2,
  decorator: 3,
  import: 4,
  if: 5,
  elif: 6,
  else: 7,
  loop: 8,
  try: 9,
  except: 10,
  /** `with` and `finally`: blocks without a decision. */
  block: 11,
  match: 12,
  case: 13,
  /** A line of a notebook that is no Python: `%timeit f()`, `!ls`. */
  magic: 14,
} as const;
export type StatementKind = (typeof statementKind)[keyof typeof statementKind];

interface Keyword {
  readonly text: string;
  readonly second: number;
  readonly kind: StatementKind;
}

/** The words that begin such a statement, by their first character. */
const keywords: (readonly Keyword[] | undefined)[] = new Array(128).fill(undefined);
for (const [text, kind] of [
  ['def', statementKind.definition],
  ['class', statementKind.definition],
  ['async', statementKind.async],
  ['import', statementKind.import],
  ['from', statementKind.import],
  ['if', statementKind.if],
  ['elif', statementKind.elif],
  ['else', statementKind.else],
  ['for', statementKind.loop],
  ['while', statementKind.loop],
  ['try', statementKind.try],
  ['except', statementKind.except],
  ['finally', statementKind.block],
  ['with', statementKind.block],
  ['match', statementKind.match],
  ['case', statementKind.case],
] as const) {
  const first = text.charCodeAt(0);
  keywords[first] = [...(keywords[first] ?? []), { text, second: text.charCodeAt(1), kind }];
}

/** The kind of the statement that begins at an offset. */
export function statementKindAt(text: string, start: number): StatementKind {
  const first = text.charCodeAt(start);
  if (first >= 128) return statementKind.plain;
  const candidates = keywords[first];
  if (candidates) return keywordKind(candidates, text, start);
  if (first === 64 /* @ */) return statementKind.decorator;
  return first === 37 /* % */ || first === 33 /* ! */ ? statementKind.magic : statementKind.plain;
}

function keywordKind(candidates: readonly Keyword[], text: string, start: number): StatementKind {
  const second = text.charCodeAt(start + 1);
  for (const candidate of candidates) {
    if (candidate.second !== second || !text.startsWith(candidate.text, start)) continue;
    if (!isNameCharacter(text.charCodeAt(start + candidate.text.length))) return candidate.kind;
  }
  return statementKind.plain;
}

/** Whether a character can go on a name; every one beyond ASCII is taken for a letter. */
export function isNameCharacter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || (c >= 48 && c <= 57) || c >= 128;
}

// Words that begin a statement and can stand nowhere inside brackets.
const statement =
  /(?:async[ \t]+)?(?:def|class)[ \t]+[\p{L}_]|(?:import|return|while|with|try|raise|del|pass|break|continue|global|nonlocal|assert|except|finally|elif)(?![\p{L}\p{N}_])(?!\s*=[^=])/uy;

/** Whether a statement begins at an offset, even where an open bracket says that it cannot. */
export function startsStatement(text: string, start: number): boolean {
  const c = text.charCodeAt(start);
  if (c < 97 || c > 119) return false;
  statement.lastIndex = start;
  return statement.test(text);
}

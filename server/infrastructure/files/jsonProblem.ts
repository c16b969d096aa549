import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';

const sentences: Readonly<Record<string, string>> = {
  CommaExpected: 'a comma is missing',
  ColonExpected: 'a colon is missing',
  ValueExpected: 'a value is missing',
  PropertyNameExpected: 'a name in double quotes is expected',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'something follows the end of the JSON',
  UnexpectedEndOfString: 'a string is not closed',
  InvalidCharacter: 'a control character stands in a string',
  InvalidCommentToken: 'comments are not allowed',
};

/** Beyond this depth the parser, which recurses, is not asked. */
const maximumDepth = 200;
export const tooDeep = 'line 1, column 1: it is nested too deeply';

/** Where and why a text is not JSON: `line 4, column 3: a comma is missing`. Columns count UTF-16 units. */
export function jsonProblem(text: string): string {
  const marker = /^(<{7}|={7}$|>{7})/m.exec(text);
  if (marker) return `${place(text, marker.index)}: there are conflict markers of git`;
  if (text.trim() === '') return 'line 1, column 1: the file is empty';
  if (isTooDeep(text)) return tooDeep;
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (!first) return 'line 1, column 1: this is not JSON';
  const sentence = sentences[printParseErrorCode(first.error)] ?? 'this is not JSON';
  return `${place(text, first.offset)}: ${sentence}`;
}

/** `line 4, column 3` of an offset. */
export function place(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return `line ${lineOf(text, offset)}, column ${offset - before.lastIndexOf('\n')}`;
}

/** The line of an offset, from 1. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Whether a text is nested too deeply for a parser that recurses. Brackets in strings count too. */
export function isTooDeep(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open += bracket === '[' || bracket === '{' ? 1 : -1;
    if (open > maximumDepth) return true;
  }
  return false;
}

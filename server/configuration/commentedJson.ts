import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Range } from '../analysis/finding.ts';
import { maximumConfigurationBytes } from '../protocol/configuration/configurationFileName.ts';
import type { LineStarts } from './lineStarts.ts';

/** Something a person has to correct in `swarm.json`: a sentence and the place it is about. */
export interface ConfigurationProblem {
  readonly range: Range;
  readonly message: string;
}

/** The schema needs 6 levels. The parser recurses, so depth is bounded before it runs. */
const maximumDepth = 100;
/** More than a person reads: the rest shows once these are corrected. */
export const maximumProblems = 100;

/** SyntaxKind of jsonc-parser: a const enum, which isolated modules cannot import. */
const opening = new Set([1, 3]);
const closing = new Set([2, 4]);
const endOfFile = 17;

const sentences: Readonly<Record<string, string>> = {
  InvalidSymbol: 'Only strings, numbers, true, false and null can stand here.',
  InvalidNumberFormat: 'This is not a number.',
  PropertyNameExpected: 'A name in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here.',
  CommaExpected: 'A comma is missing here.',
  CloseBraceExpected: 'A closing brace } is missing here.',
  CloseBracketExpected: 'A closing bracket ] is missing here.',
  EndOfFileExpected: 'Nothing can follow the end of the configuration.',
  UnexpectedEndOfComment: 'This comment is not closed.',
  UnexpectedEndOfString: 'This string is not closed.',
  UnexpectedEndOfNumber: 'This number is not complete.',
  InvalidUnicode: 'This \\u escape needs four hexadecimal digits.',
  InvalidEscapeCharacter: 'This escape is not known in JSON.',
  InvalidCharacter: 'This character must be escaped in a string.',
};

/** The syntax tree of JSON with comments and trailing commas, or the problems that keep it from being read. */
export function parseCommentedJson(
  text: string,
  lines: LineStarts,
): { readonly root: Node | undefined; readonly problems: ConfigurationProblem[] } {
  const refused = refusal(text, lines);
  if (refused) return { root: undefined, problems: [refused] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const problems = errors.slice(0, maximumProblems).map(({ error, offset, length }) => ({
    range: lines.range(offset, length),
    message: sentences[printParseErrorCode(error)] ?? 'This is not valid JSON.',
  }));
  return { root, problems };
}

function refusal(text: string, lines: LineStarts): ConfigurationProblem | undefined {
  const bytes = Buffer.byteLength(text);
  if (bytes > maximumConfigurationBytes) {
    const [size, largest] = [bytes, maximumConfigurationBytes].map((each) => Math.ceil(each / 1e4) / 100);
    return {
      range: lines.range(0, 0),
      message: `The file has ${size} MB; a configuration has at most ${largest} MB.`,
    };
  }
  const scanner = createScanner(text, true);
  let depth = 0;
  let empty = true;
  for (let kind: number = scanner.scan(); kind !== endOfFile; kind = scanner.scan()) {
    empty = false;
    if (closing.has(kind)) depth--;
    else if (opening.has(kind) && ++depth > maximumDepth) {
      return {
        range: lines.range(scanner.getTokenOffset(), 1),
        message: `Brackets are nested more than ${maximumDepth} deep here.`,
      };
    }
  }
  if (!empty) return undefined;
  return {
    range: lines.range(0, 0),
    message: 'The file says nothing: write {} for a configuration of defaults.',
  };
}

import { isUtf8 } from 'node:buffer';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { Refusal } from '../refusal.ts';

/**
 * The value of a body; an empty one stands for `{}`.
 * @throws {Refusal} `malformed-json` with line and column
 */
export function parseJsonBody(bytes: Buffer): unknown {
  const text = decode(bytes);
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('malformed-json', `The body is not JSON: ${whereAndWhat(text)}.`);
  }
}

function decode(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new Refusal('malformed-json', 'The body is not UTF-8 text.');
  return bytes.toString();
}

/** JSON.parse names no position in some of its messages and quotes the body in others: a second parser says where. */
function whereAndWhat(text: string): string {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    return 'it is nested too deeply';
  }
  const [first] = errors;
  if (!first) return 'it cannot be read';
  const before = text.slice(0, first.offset).split('\n');
  const what = printParseErrorCode(first.error).replace(
    /(?<=.)[A-Z]/g,
    (letter) => ` ${letter.toLowerCase()}`,
  );
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${what.toLowerCase()}`;
}

import type { DamageList } from './damage.ts';
import { foreignName, isForeignQuote } from './foreignString.ts';
import type { JsonText } from './jsonText.ts';
import { stringContent } from './stringContent.ts';
import { nextQuote } from './stringExtent.ts';

/** The name of a member, and where it stands with its quotes. */
export interface ReadName {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const quote = 34;
const unclosed = /"([\w .-]{1,80}):(?=[ \t]*["[{\d-]|[ \t]*(?:true|false|null)\b|[ \t]*\r?$)/my;
const unopened = /([\w$.-][\w $.-]{0,80})"(?=[ \t]{0,20}:)/y;
const bare =
  /([A-Za-z_$][\w$-]{0,80})(?=[ \t]{0,20}:[ \t]{0,20}(?:["'[{\d-]|(?:true|false|null|None|True|False)\b))/y;

/**
 * The name that stands at an offset, its quotes sound, missing or foreign; undefined where none does.
 * @param damages where what is wrong with it is told; undefined: nowhere
 */
export function readName(
  source: JsonText,
  start: number,
  damages: DamageList | undefined,
): ReadName | undefined {
  const code = source.code(start);
  if (code === quote) return quotedName(source, start, damages);
  if (isForeignQuote(code)) {
    const name = foreignName(source, start, damages);
    return name && { key: name.value, start, end: name.end };
  }
  return unquotedName(source, start, damages);
}

/** Whether a name stands at an offset with its colon, or one that only lacks it. */
export function beginsName(source: JsonText, at: number): boolean {
  return readName(source, at, undefined) !== undefined;
}

function quotedName(source: JsonText, start: number, damages: DamageList | undefined): ReadName | undefined {
  const end = nextQuote(source, start + 1);
  if (end !== -1 && source.text.charAt(source.skipBlanks(end + 1)) === ':')
    return soundName(source, start, end, damages);
  const open = source.match(unclosed, start);
  if (open) {
    const [text, key = ''] = open;
    const at = start + text.length - 1;
    damages?.insert(at, '"', 'a closing quote is missing');
    return { key, start, end: at };
  }
  if (end === -1) return cutName(source, start, damages);
  return soundName(source, start, end, damages);
}

function soundName(source: JsonText, start: number, end: number, damages: DamageList | undefined): ReadName {
  const { value, edits, message } = stringContent(source.text, start + 1, end);
  if (message !== undefined) damages?.add({ start, end: end + 1, message, edits });
  return { key: value, start, end: end + 1 };
}

/** A name whose closing quote is missing says nothing, unless the file is cut off right there. */
function cutName(source: JsonText, start: number, damages: DamageList | undefined): ReadName | undefined {
  const end = source.lineEnd(start);
  if (damages === undefined || source.trimEnd(source.length, start) > end) return undefined;
  return { key: source.text.slice(start + 1, end), start, end };
}

function unquotedName(
  source: JsonText,
  start: number,
  damages: DamageList | undefined,
): ReadName | undefined {
  const half = source.match(unopened, start);
  if (half) {
    damages?.insert(start, '"', 'an opening quote is missing');
    return { key: half[1] ?? '', start, end: start + half[0].length };
  }
  const match = source.match(bare, start);
  if (!match) return undefined;
  const end = start + match[0].length;
  damages?.replace(start, end, JSON.stringify(match[0]), 'quotes around a name are missing');
  return { key: match[0], start, end };
}

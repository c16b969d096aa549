import { type DamageList, quoted } from './damage.ts';
import { isBlank, type JsonText } from './jsonText.ts';
import { beginsMember } from './stringExtent.ts';

/** What stands in the way inside of an object or a list. */
export interface StrayPlace {
  readonly inside: 'object' | 'list';
  /** Whether a number or a word stands right before it: then it may belong to that. */
  readonly belongsToValue: boolean;
}

/** Passes over what is no JSON, to where it goes on; the damage says what can be done. Gives the offset there. */
export function passStrayText(
  source: JsonText,
  start: number,
  place: StrayPlace,
  damages: DamageList,
): number {
  const wholeLines = source.isFirstInLine(start);
  const next = wholeLines ? nextSoundLine(source, start, place) : restOfLine(source, start);
  const end = source.trimEnd(next, start + 1);
  const message = `${quoted(source.text.slice(start, end))} is no JSON`;
  if (place.belongsToValue && !wholeLines) damages.unknown(start, end, message);
  else {
    const from = wholeLines ? source.lineStart(start) : blanksBefore(source, start);
    const edits = [{ start: from, end: wholeLines ? source.lineStart(next) : end, newText: '' }];
    damages.add({
      start,
      end,
      message,
      edits: edits.filter((edit) => edit.end > edit.start),
      note: `${quoted(source.text.slice(start, end))} is taken out.`,
    });
  }
  return next;
}

function blanksBefore(source: JsonText, at: number): number {
  let start = at;
  while (isBlank(source.code(start - 1))) start--;
  return start;
}

/** The first character of the next line that begins as a line of JSON does; the end of the text where none follows. */
function nextSoundLine(source: JsonText, from: number, { inside }: StrayPlace): number {
  for (let line = source.nextLine(from); line < source.length; line = source.nextLine(line)) {
    const first = source.skipBlanks(line);
    const character = source.text.charAt(first);
    const isSound =
      character === '}' ||
      character === ']' ||
      (inside === 'list' && (character === '"' || character === '{')) ||
      beginsMember(source, first);
    if (isSound) return first;
    line = first;
  }
  return source.length;
}

function restOfLine(source: JsonText, start: number): number {
  const end = source.lineEnd(start);
  for (let at = start + 1; at < end; at++) if (',}]'.includes(source.text.charAt(at))) return at;
  return Math.max(end, start + 1);
}

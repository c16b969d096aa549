import type { OffsetEdit } from '../../fixes/fix.ts';
import type { DamageList } from './damage.ts';
import type { JsonText } from './jsonText.ts';

/** Brackets that are still open where a text ends, the innermost first. */
export class UnclosedBrackets {
  readonly #source: JsonText;
  readonly #open: { readonly bracket: string; readonly start: number }[] = [];

  constructor(source: JsonText) {
    this.#source = source;
  }

  add(kind: 'object' | 'list', start: number): void {
    this.#open.push({ bracket: kind === 'list' ? ']' : '}', start });
  }

  /** Tells them as one damage: they are to be closed behind the last value, a comma behind that is taken out. */
  tell(damages: DamageList, lastEnd: number, lastComma: number): void {
    if (this.#open.length === 0) return;
    const count = this.#open.length;
    const message =
      count === 1
        ? 'the file ends before its closing bracket'
        : `the file ends before ${count} closing brackets`;
    const edits: OffsetEdit[] =
      lastComma >= lastEnd ? [{ start: lastComma, end: lastComma + 1, newText: '' }] : [];
    const closing = this.#open
      .map(({ bracket, start }) => closingBracket(this.#source, bracket, start, lastEnd))
      .join('');
    edits.push({ start: lastEnd, end: lastEnd, newText: closing });
    const { length } = this.#source;
    damages.add({ start: lastEnd, end: length, message, edits });
  }
}

/** A closing bracket as it stands behind an offset: on a line of its own where what it closes begins on an earlier one. */
export function closingBracket(source: JsonText, bracket: string, opening: number, end: number): string {
  const line = source.lineStart(opening);
  if (line === source.lineStart(end)) return bracket;
  const lineBreak = source.text.includes('\r\n') ? '\r\n' : '\n';
  return lineBreak + source.text.slice(line, source.skipBlanks(line)) + bracket;
}

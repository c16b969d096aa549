import { scanner } from '../../analysis/scan/scanner.ts';
import type { LoadedText, SourceText } from '../../analysis/text/sourceText.ts';
import { StringText } from '../../analysis/text/stringText.ts';
import { LineStarts } from './lineStarts.ts';
import { UnitBuffer } from './unitBuffer.ts';

/** What lies between two offsets, and what takes its place. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A longer text is scanned as a string: there is not the room for its bytes too. */
const mostCharacters = 1 << 24;

/** The present text of a document, edited in its place. */
interface PresentText {
  readonly units: UnitBuffer;
  readonly lines: LineStarts;
}

/** A text that came later, and what makes the earlier one of it. */
interface LaterText {
  readonly version: EditedText;
  readonly undo: Replacement;
}

/**
 * One version of a text that is edited: the present one lies in a buffer that all of them share, an earlier one is made of
 * the present one by whoever still asks for it.
 */
export class EditedText implements SourceText {
  #present: PresentText | undefined;
  #isPast = false;
  /** Of an earlier version that nobody has asked for its text. */
  #later: LaterText | undefined;
  /** The text as a string, where it has been asked for or nobody has edited it. */
  #whole: StringText | undefined;
  #lineStarts: Uint32Array | undefined;

  constructor(text: string | PresentText) {
    if (typeof text === 'string') this.#whole = new StringText(text);
    else this.#present = text;
  }

  get text(): string {
    return this.#asString.text;
  }

  get length(): number {
    return this.#present?.units.length ?? this.#asString.length;
  }

  get lineCount(): number {
    if (!this.#present) return this.#asString.lineCount;
    const { lines, units } = this.#present;
    return lines.of(lines.count - 1) === units.length ? lines.count - 1 : lines.count;
  }

  lineStarts(): Uint32Array {
    this.#lineStarts ??= this.#present?.lines.copied() ?? this.#asString.lineStarts();
    return this.#lineStarts;
  }

  codeAt(offset: number): number {
    return this.#present ? this.#present.units.at(offset) : this.#asString.codeAt(offset);
  }

  slice(start: number, end: number): string {
    return this.#present ? this.#present.units.slice(start, end) : this.#asString.slice(start, end);
  }

  includes(word: string): boolean {
    return this.indexOf(word, 0) !== -1;
  }

  indexOf(word: string, from: number): number {
    return this.#present ? this.#present.units.indexOf(word, from) : this.#asString.indexOf(word, from);
  }

  load(): LoadedText {
    const characters = this.#present?.units.characters;
    if (!characters || characters.length > mostCharacters) return this.#asString.load();
    const into = scanner();
    into.loadCharacters(this, characters);
    return { scanner: into, isTransient: false };
  }

  /** What is edited and asked for places; of the present version alone. */
  get present(): PresentText {
    if (this.#isPast) throw new Error('an earlier version of a text is not edited');
    this.#present ??= { units: new UnitBuffer(this.text), lines: new LineStarts(this.text) };
    return this.#present;
  }

  /** The version behind an edit. From then on it is the present one. */
  edited(edit: Replacement): EditedText {
    const { present } = this;
    const { start, end, text } = edit;
    const undo = { start, end: start + text.length, text: present.units.slice(start, end) };
    present.units.replace(start, end, text);
    present.lines.replace(start, end, text);
    const version = new EditedText(present);
    this.#isPast = true;
    // An earlier version that is garbage keeps what it leads to until all memory is collected: that is to be little.
    if (!this.#whole) this.#later = { version, undo };
    this.#lineStarts = undefined;
    this.#present = undefined;
    return version;
  }

  get #asString(): StringText {
    this.#whole ??= new StringText(this.#made());
    return this.#whole;
  }

  #made(): string {
    const undone: Replacement[] = [];
    let version: EditedText = this;
    while (version.#later && !version.#whole) {
      undone.push(version.#later.undo);
      version = version.#later.version;
    }
    const units = version.#present?.units;
    const from = version.#whole?.text ?? units?.slice(0, units.length) ?? '';
    return undone.reduceRight((text, undo) => replaced(text, undo), from);
  }
}

function replaced(whole: string, { start, end, text }: Replacement): string {
  return whole.slice(0, start) + text + whole.slice(end);
}

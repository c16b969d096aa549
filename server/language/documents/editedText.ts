import { LineStarts } from './lineStarts.ts';
import { UnitBuffer } from './unitBuffer.ts';

/** What lies between two offsets, and what takes its place. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

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
export class EditedText {
  #present: PresentText | undefined;
  #later: LaterText | undefined;
  #text: string | undefined;

  constructor(text: string | PresentText) {
    if (typeof text === 'string') this.#text = text;
    else this.#present = text;
  }

  get text(): string {
    this.#text ??= this.#made();
    return this.#text;
  }

  /** Where its lines begin; for the present version alone. */
  get lines(): LineStarts {
    return this.#shared().lines;
  }

  get units(): UnitBuffer {
    return this.#shared().units;
  }

  /** The version behind an edit. From then on it is the present one. */
  edited(edit: Replacement): EditedText {
    const present = this.#shared();
    const { start, end, text } = edit;
    const undo = { start, end: start + text.length, text: present.units.slice(start, end) };
    present.units.replace(start, end, text);
    present.lines.replace(start, end, text);
    const version = new EditedText(present);
    this.#later = { version, undo };
    this.#present = undefined;
    return version;
  }

  /** A text that nobody edits needs no buffer. */
  #shared(): PresentText {
    if (this.#later) throw new Error('an earlier version of a text is not edited');
    this.#present ??= { units: new UnitBuffer(this.text), lines: new LineStarts(this.text) };
    return this.#present;
  }

  #made(): string {
    const undone: Replacement[] = [];
    let version: EditedText = this;
    while (version.#later && version.#text === undefined) {
      undone.push(version.#later.undo);
      version = version.#later.version;
    }
    const units = version.#present?.units;
    const from = version.#text ?? units?.slice(0, units.length) ?? '';
    return undone.reduceRight((text, undo) => replaced(text, undo), from);
  }
}

function replaced(whole: string, { start, end, text }: Replacement): string {
  return whole.slice(0, start) + text + whole.slice(end);
}

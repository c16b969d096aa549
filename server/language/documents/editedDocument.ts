import {
  type Position,
  type Range,
  TextDocument,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-textdocument';
import { EditedText } from './editedText.ts';

/** To an editor a carriage return alone ends a line too; to the analysis, as to `wc -l`, it does not. */
const loneCarriageReturn = /\r(?!\n)/;
const returnInside = /\r[^\n]/;
const lineFeed = 10;
const carriageReturn = 13;

/** How documents are made and changed whose columns are counted in UTF-16. */
export const editedDocuments = {
  create: (uri: string, languageId: string, version: number, content: string): TextDocument =>
    hasLoneReturns(content)
      ? TextDocument.create(uri, languageId, version, content)
      : new EditedDocument(uri, languageId, version, content),
  update: (document: TextDocument, changes: TextDocumentContentChangeEvent[], version: number) =>
    document instanceof EditedDocument
      ? document.update(changes, version)
      : TextDocument.update(document, changes, version),
};

function hasLoneReturns(text: string): boolean {
  return text.includes('\r') && loneCarriageReturn.test(text);
}

/** A document whose text is edited in its place, and whose lines end with line feeds. */
export class EditedDocument implements TextDocument {
  readonly uri: string;
  readonly languageId: string;
  #version: number;
  #text: EditedText;

  constructor(uri: string, languageId: string, version: number, content: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.#version = version;
    this.#text = new EditedText(content);
  }

  get version(): number {
    return this.#version;
  }

  /** Its present text, which stays what it is when the document is edited. */
  get source(): EditedText {
    return this.#text;
  }

  get lineCount(): number {
    return this.#text.present.lines.count;
  }

  getText(range?: Range): string {
    if (!range) return this.#text.text;
    return this.#text.present.units.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }

  positionAt(offset: number): Position {
    const { lines, units } = this.#text.present;
    const inside = Math.max(Math.min(offset, units.length), 0);
    const line = lines.lineAt(inside);
    const start = lines.of(line) ?? 0;
    return { line, character: this.#beforeLineEnd(inside, start) - start };
  }

  offsetAt({ line, character }: Position): number {
    const { lines, units } = this.#text.present;
    if (line < 0) return 0;
    const start = lines.of(line);
    if (start === undefined) return units.length;
    const end = lines.of(line + 1) ?? units.length;
    return character <= 0 ? start : this.#beforeLineEnd(Math.min(start + character, end), start);
  }

  getLineRange(line: number): Range {
    const last = this.lineCount - 1;
    const known = Math.max(Math.min(line, last), 0);
    const start = { line: known, character: 0 };
    if (line < 0) return { start, end: start };
    const end = this.offsetAt({ line: known, character: Number.MAX_SAFE_INTEGER });
    return { start, end: this.positionAt(end) };
  }

  getEOLCharacters(line: number): string {
    const next = this.#text.present.lines.of(line + 1);
    if (line < 0 || next === undefined) return '';
    return this.#text.present.units.slice(this.offsetAt({ line, character: Number.MAX_SAFE_INTEGER }), next);
  }

  /** Makes changes, each counted in the text that the one before it left. Gives the document that goes on from there. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): TextDocument {
    this.#version = version;
    for (const [index, change] of changes.entries()) {
      const hasOtherLineEnds =
        'range' in change ? this.#edit(change.range, change.text) : this.#become(change.text);
      if (hasOtherLineEnds) return this.#otherwise(changes.slice(index + 1));
    }
    return this;
  }

  /** Tells whether a carriage return stands alone now. */
  #edit(range: Range, text: string): boolean {
    const [a, b] = [this.offsetAt(range.start), this.offsetAt(range.end)];
    const start = Math.min(a, b);
    this.#text = this.#text.edited({ start, end: Math.max(a, b), text });
    const { units } = this.#text.present;
    const edited = units.slice(Math.max(start - 1, 0), Math.min(start + text.length + 1, units.length));
    return returnInside.test(edited) || units.at(units.length - 1) === carriageReturn;
  }

  #become(text: string): boolean {
    this.#text = new EditedText(text);
    return hasLoneReturns(text);
  }

  #otherwise(changes: TextDocumentContentChangeEvent[]): TextDocument {
    const document = TextDocument.create(this.uri, this.languageId, this.#version, this.getText());
    return TextDocument.update(document, changes, this.#version);
  }

  #beforeLineEnd(offset: number, lineStart: number): number {
    const { units } = this.#text.present;
    let end = offset;
    while (end > lineStart && isLineEnd(units.at(end - 1))) end--;
    return end;
  }
}

function isLineEnd(unit: number): boolean {
  return unit === lineFeed || unit === carriageReturn;
}

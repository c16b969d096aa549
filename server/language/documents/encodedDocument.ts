import type { TextDocumentsConfiguration } from 'vscode-languageserver/node';
import type {
  Position,
  Range,
  TextDocument,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver-textdocument';
import type { SourceText } from '../../analysis/text/sourceText.ts';
import { StringText } from '../../analysis/text/stringText.ts';
import { decodedColumn, encodedColumn, type PositionEncoding } from '../positions/positionEncoding.ts';
import { EditedDocument, editedDocuments } from './editedDocument.ts';

/** How documents are made and changed for an editor that counts columns in an encoding. */
export function documentsIn(encoding: PositionEncoding): TextDocumentsConfiguration<TextDocument> {
  if (encoding === 'utf-16') return editedDocuments;
  return {
    create: (uri, languageId, version, content) =>
      new EncodedDocument(editedDocuments.create(uri, languageId, version, content), encoding),
    update: (document, changes, version) => {
      if (document instanceof EncodedDocument) document.update(changes, version);
      return document;
    },
  };
}

/** The present text of a document, as the analysis takes it. */
export function sourceOf(document: TextDocument): SourceText {
  return document instanceof EditedDocument || document instanceof EncodedDocument
    ? document.source
    : new StringText(document.getText());
}

/** A document whose positions are counted in another encoding than UTF-16; its offsets are not. */
export class EncodedDocument implements TextDocument {
  readonly #encoding: PositionEncoding;
  #document: TextDocument;

  constructor(document: TextDocument, encoding: PositionEncoding) {
    this.#document = document;
    this.#encoding = encoding;
  }

  /** Its text, which stays what it is when the document is edited. */
  get source(): SourceText {
    return sourceOf(this.#document);
  }

  get uri(): string {
    return this.#document.uri;
  }

  get languageId(): string {
    return this.#document.languageId;
  }

  get version(): number {
    return this.#document.version;
  }

  get lineCount(): number {
    return this.#document.lineCount;
  }

  getText(range?: Range): string {
    return this.#document.getText(range && this.#decodedRange(range));
  }

  positionAt(offset: number): Position {
    const { line, character } = this.#document.positionAt(offset);
    return { line, character: encodedColumn(this.#line(line), character, this.#encoding) };
  }

  offsetAt(position: Position): number {
    return this.#document.offsetAt(this.#decoded(position));
  }

  getLineRange(line: number): Range {
    const start = this.positionAt(this.offsetAt({ line, character: 0 }));
    return {
      start,
      end: { line, character: encodedColumn(this.#line(line), Number.MAX_SAFE_INTEGER, this.#encoding) },
    };
  }

  getEOLCharacters(line: number): string {
    return this.#document.getEOLCharacters(line);
  }

  /** Makes changes, each counted in the text that the one before it left. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      const decoded =
        'range' in change ? { range: this.#decodedRange(change.range), text: change.text } : change;
      this.#document = editedDocuments.update(this.#document, [decoded], version);
    }
    this.#document = editedDocuments.update(this.#document, [], version);
  }

  #decodedRange({ start, end }: Range): Range {
    return { start: this.#decoded(start), end: this.#decoded(end) };
  }

  #decoded({ line, character }: Position): Position {
    return { line, character: decodedColumn(this.#line(line), character, this.#encoding) };
  }

  #line(line: number): string {
    const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    return this.#document.getText(range).replace(/[\r\n]+$/, '');
  }
}

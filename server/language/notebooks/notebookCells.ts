import { type Connection, NotebookDocuments, type TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** Which documents are cells of notebooks that are open. */
export class NotebookCells {
  readonly #notebooks: NotebookDocuments<TextDocument>;

  /** @param documents takes the cells in too: every question about a document can be asked about a cell */
  constructor(documents: TextDocuments<TextDocument>) {
    this.#notebooks = new NotebookDocuments(documents);
  }

  /** Address of the notebook that a document is a cell of; undefined where it is none. */
  notebookOf(uri: string): string | undefined {
    const cell = this.#notebooks.getNotebookCell(uri);
    return cell && this.#notebooks.findNotebookDocumentForCell(cell)?.uri;
  }

  listen(connection: Connection): void {
    this.#notebooks.listen(connection);
  }
}

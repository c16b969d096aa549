import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Diagnostic,
  DidChangeNotebookDocumentNotification,
  DidOpenNotebookDocumentNotification,
  NotebookCellKind,
  type Position,
  type Range,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fullAbilities, type LanguageClient, startClient } from './languageClient.ts';
import { pythonFunction } from './pythonText.ts';

const anywhere = ['\n', '\r\n', '\r', '\\', "'", '(', ')', '    ', '🙂', 'é→', '𝒳', ' '];
const pythonPieces = [
  ...['import torch\n', 'from numpy import array\n', pythonFunction('long', 6), 'class A:\n', '    x = 1\n'],
  ...['"""', '#', '# swarm: disable=heavy-import\n', '%%bash\n', '%time import torch\n'],
];
const scriptPieces = [
  ...["import _ from 'lodash';\n", "import ts from 'typescript';\n", '{', '}', '`', '${', '//', '/*', '*/'],
  ...['function f(a: number) {\n', '  return a;\n', 'const g = () => ', '<p>', '</p>', '{/* x */}', '/', '"'],
  ...['class A {\n', '// swarm: disable=function-too-long\n', 'import type { A } from "typescript";\n'],
];
const settings = () => ({ limits: { file: 12, function: 3, class: 4 } });

function textOf(pieces: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces, ...anywhere), { maxLength: 12 }).map((each) => each.join(''));
}

interface Edit {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

function editOf(pieces: readonly string[]): fc.Arbitrary<Edit> {
  return fc.record({ from: fc.nat(), length: fc.nat(20), text: textOf(pieces) });
}

type Units = (text: string) => number;

/** How long a text is in an encoding. */
const units: Readonly<Record<string, Units>> = {
  'utf-16': (text) => text.length,
  'utf-8': (text) => Buffer.byteLength(text),
  'utf-32': (text) => [...text].length,
};

/** A document of an editor that counts columns in some units, and the edits that it tells of. */
class EditorDocument {
  readonly #document: TextDocument;
  readonly #units: Units;

  constructor(text: string, count: Units) {
    this.#document = TextDocument.create('untitled:a', 'any', 1, text);
    this.#units = count;
  }

  get text(): string {
    return this.#document.getText();
  }

  make({ from, length, text }: Edit, version: number): { range: Range; text: string } {
    const start = this.#boundary(from % (this.text.length + 1));
    const end = this.#boundary(Math.min(start + length, this.text.length));
    const range = { start: this.#document.positionAt(start), end: this.#document.positionAt(end) };
    const told = { start: this.#counted(range.start), end: this.#counted(range.end) };
    TextDocument.update(this.#document, [{ range, text }], version);
    return { range: told, text };
  }

  /** An editor puts no cursor into a character. */
  #boundary(offset: number): number {
    return /[\udc00-\udfff]/.test(this.text[offset] ?? '') ? offset - 1 : offset;
  }

  #counted({ line, character }: Position): Position {
    const before = { start: { line, character: 0 }, end: { line, character } };
    return { line, character: this.#units(this.#document.getText(before)) };
  }
}

/** What opens a text under an address and edits it, as a document or as the cell of a notebook. */
interface Channel {
  readonly open: (client: LanguageClient, uri: string, text: string) => Promise<void>;
  readonly edit: (
    client: LanguageClient,
    uri: string,
    version: number,
    change: { range: Range; text: string },
  ) => Promise<void>;
}

function documents(languageId: string): Channel {
  return {
    open: (client, uri, text) => client.open(uri, text, languageId),
    edit: (client, uri, version, { range, text }) => client.edit(uri, version, text, range),
  };
}

const notebookOf = (cell: string) => cell.replace('untitled:', 'file:///notes/');

const cells: Channel = {
  open: (client, uri, text) =>
    client.connection.sendNotification(DidOpenNotebookDocumentNotification.type, {
      notebookDocument: {
        uri: notebookOf(uri),
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: [{ kind: NotebookCellKind.Code, document: uri }],
      },
      cellTextDocuments: [{ uri, languageId: 'python', version: 1, text }],
    }),
  edit: (client, uri, version, change) =>
    client.connection.sendNotification(DidChangeNotebookDocumentNotification.type, {
      notebookDocument: { uri: notebookOf(uri), version },
      change: { cells: { textContent: [{ document: { uri, version }, changes: [change] }] } },
    }),
};

describe('a server that follows edits', () => {
  it.each([
    ['Python in UTF-16', documents('python'), pythonPieces, 'utf-16'],
    ['Python in UTF-8', documents('python'), pythonPieces, 'utf-8'],
    ['Python in UTF-32', documents('python'), pythonPieces, 'utf-32'],
    ['TypeScript in UTF-16', documents('typescript'), scriptPieces, 'utf-16'],
    ['TSX in UTF-8', documents('typescriptreact'), scriptPieces, 'utf-8'],
    ['a cell in UTF-16', cells, pythonPieces, 'utf-16'],
    ['a cell in UTF-8', cells, pythonPieces, 'utf-8'],
  ])(
    'says the same as one that opens the result, whatever the edits: %s',
    async (_, channel, pieces, encoding) => {
      const abilities = { ...fullAbilities, general: { positionEncodings: [encoding] } };
      const client = await startClient({ settings, abilities });
      let opened = 0;
      const found = async (uri: string): Promise<Diagnostic[]> => client.diagnostics(uri);
      await fc.assert(
        fc.asyncProperty(
          textOf(pieces),
          fc.array(editOf(pieces), { minLength: 1, maxLength: 6 }),
          async (start, edits) => {
            opened++;
            const [edited, fresh] = [`untitled:edited-${opened}`, `untitled:fresh-${opened}`];
            const document = new EditorDocument(start, units[encoding] ?? (() => 0));
            await channel.open(client, edited, start);
            for (const [index, each] of edits.entries()) {
              await channel.edit(client, edited, index + 2, document.make(each, index + 2));
              if (index % 2 === 0) await client.pull(edited);
            }
            await channel.open(client, fresh, document.text);
            expect(await found(edited)).toEqual(await found(fresh));
          },
        ),
        { numRuns: 60 },
      );
    },
  );
});

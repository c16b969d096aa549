import { describe, expect, it } from 'vitest';
import {
  DidChangeNotebookDocumentNotification,
  DidCloseNotebookDocumentNotification,
  DidOpenNotebookDocumentNotification,
  NotebookCellKind,
} from 'vscode-languageserver/node';
import { fullAbilities, type LanguageClient, startClient } from '../languageClient.ts';
import { pretendedExplanation } from '../pretendedExplanation.ts';
import { pythonFunction, pythonLines } from '../pythonText.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

async function openNotebook(
  cells: readonly string[],
  configuration = '{}',
): Promise<{ client: LanguageClient; uri: string; cell: (index: number) => string }> {
  const folder = await temporaryFolder({ 'swarm.json': configuration });
  const client = await startClient({
    folders: [folder.uri()],
    parts: { explain: pretendedExplanation },
    abilities: { ...fullAbilities, notebookDocument: { synchronization: {} } },
  });
  const uri = folder.uri('notes/a.ipynb');
  const cell = (index: number) => `${uri.replace('file:', 'vscode-notebook-cell:')}#c${index}`;
  await client.connection.sendNotification(DidOpenNotebookDocumentNotification.type, {
    notebookDocument: {
      uri,
      notebookType: 'jupyter-notebook',
      version: 1,
      cells: cells.map((_, index) => ({ kind: NotebookCellKind.Code, document: cell(index) })),
    },
    cellTextDocuments: cells.map((text, index) => ({
      uri: cell(index),
      languageId: 'python',
      version: 1,
      text,
    })),
  });
  return { client, uri, cell };
}

describe('cells of a notebook', () => {
  it('are checked each by itself, magics and shell commands left out', async () => {
    const { client, cell } = await openNotebook([
      '%matplotlib inline\n!pip install torch\nimport torch\n',
      '%%bash\nimport numpy\n',
      pythonFunction('long', 31),
    ]);
    expect(await client.problems(cell(0))).toEqual([expect.stringMatching(/^heavy-import: 'torch'/)]);
    expect((await client.diagnostics(cell(0)))[0]?.range.start).toEqual({ line: 2, character: 7 });
    expect(await client.problems(cell(1))).toEqual([]);
    expect(await client.problems(cell(2))).toEqual([expect.stringMatching(/^function-too-long/)]);
  });

  it('have no limit of a file, and follow the rules of their folder', async () => {
    const configuration = '{ "v2": { "exclude": ["notes/"] } }';
    const long = await openNotebook([pythonLines(400)]);
    expect(await long.client.problems(long.cell(0))).toEqual([]);
    const excluded = await openNotebook(['import torch\n'], configuration);
    expect(await excluded.client.problems(excluded.cell(0))).toEqual([]);
  });

  it('follow edits, and are forgotten with their notebook', async () => {
    const { client, uri, cell } = await openNotebook(['x = 1\n']);
    const [place] = [{ line: 0, character: 0 }];
    await client.connection.sendNotification(DidChangeNotebookDocumentNotification.type, {
      notebookDocument: { uri, version: 2 },
      change: {
        cells: {
          textContent: [
            {
              document: { uri: cell(0), version: 2 },
              changes: [{ range: { start: place, end: place }, text: 'import torch\n' }],
            },
          ],
        },
      },
    });
    expect(await client.problems(cell(0))).toHaveLength(1);
    await client.connection.sendNotification(DidCloseNotebookDocumentNotification.type, {
      notebookDocument: { uri },
      cellTextDocuments: [{ uri: cell(0) }],
    });
    expect(await client.problems(cell(0))).toEqual([]);
  });

  it('are fixed on their own lines, and nothing is put above what may be a magic', async () => {
    const { client, cell } = await openNotebook(['%%time\nimport torch\n']);
    const diagnostics = await client.diagnostics(cell(0));
    const actions = await client.codeActions(cell(0), { diagnostics });
    expect(actions.map(({ title }) => title)).toContain('Remove line 2');
    expect(actions.map(({ title }) => title)).not.toContain('Disable heavy-import for this file');
    expect(actions[0]?.edit?.documentChanges).toMatchObject([
      { textDocument: { uri: cell(0) }, edits: [{ range: { start: { line: 1, character: 0 } } }] },
    ]);
  });
});

describe('a server', () => {
  it('asks for the Python cells of every notebook', async () => {
    const { offered } = await startClient();
    expect(offered.notebookDocumentSync).toEqual({ notebookSelector: [{ cells: [{ language: 'python' }] }] });
  });
});

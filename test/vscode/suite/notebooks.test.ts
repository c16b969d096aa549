import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commands, Uri, window, workspace } from 'vscode';
import { diagnosticsOf, ruleOf } from '../support/diagnosticsOf.ts';
import { swarmExtension } from '../support/swarmExtension.ts';

const cell = (source: string) => ({
  cell_type: 'code',
  execution_count: null,
  metadata: {},
  outputs: [],
  source,
});

describe('A notebook', () => {
  const file = () => path.join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'sample.ipynb');

  before(async () => {
    const { languageServerReady } = await swarmExtension();
    assert.ok(await languageServerReady, 'the language server started');
  });
  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await rm(file(), { force: true });
  });

  it('has the findings of its Python cells, magics left out', async () => {
    const metadata = { kernelspec: { name: 'python3', language: 'python', display_name: 'Python 3' } };
    const cells = [cell('x = 1'), cell('%matplotlib inline\nimport torch')];
    await writeFile(file(), JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }));
    const notebook = await workspace.openNotebookDocument(Uri.file(file()));
    await window.showNotebookDocument(notebook);
    const own = await diagnosticsOf(notebook.cellAt(1).document.uri, (found) => found.length > 0);
    assert.deepEqual(own.map(ruleOf), ['heavy-import']);
    assert.equal(own[0]?.range.start.line, 1);
  });
});

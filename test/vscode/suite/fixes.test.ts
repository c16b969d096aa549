import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type CodeAction,
  commands,
  type Hover,
  type InlayHint,
  type MarkdownString,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { diagnosticsOf, ruleOf } from '../support/diagnosticsOf.ts';
import { swarmExtension } from '../support/swarmExtension.ts';

const folder = () => path.join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'fixes_sample');
const model = ['import torch', '', '', 'def load(name):', '    return torch.load(name)', ''];

async function opened(name: string, lines: readonly string[]): Promise<TextDocument> {
  const file = path.join(folder(), name);
  await mkdir(folder(), { recursive: true });
  await writeFile(file, lines.join('\n'));
  const document = await workspace.openTextDocument(Uri.file(file));
  await window.showTextDocument(document);
  await diagnosticsOf(document.uri, (own) => own.some((one) => ruleOf(one) === 'heavy-import'));
  return document;
}

/** The actions at the first import; asked for again until the workspace is known well enough for one like this. */
async function actionLike(document: TextDocument, title: RegExp): Promise<CodeAction> {
  const place = new Range(0, 7, 0, 7);
  for (;;) {
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      place,
      'quickfix',
      20,
    );
    const found = actions.find((action) => title.test(action.title));
    if (found) return found;
    await new Promise(setImmediate);
  }
}

const texts = (hovers: readonly Hover[]) =>
  hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content as MarkdownString).value)
    .join('\n');

describe('Fixes in the editor', () => {
  before(async () => {
    const { languageServerReady } = await swarmExtension();
    assert.ok(await languageServerReady, 'the language server started');
  });
  afterEach(async () => {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await rm(folder(), { recursive: true, force: true });
  });

  it('move a heavy import to where it is used, and its finding goes', async () => {
    const document = await opened('model.py', model);
    const fix = await actionLike(document, /^Import torch (in|inside) load\(?\)?[^(]*$/);
    assert.ok(fix.isPreferred, 'it is the preferred one');
    assert.ok(fix.edit, 'its edit came when it was resolved');
    await workspace.applyEdit(fix.edit);
    await diagnosticsOf(document.uri, (own) => own.length === 0);
    assert.match(document.getText(), /def load\(name\):\n {4}import torch\n/);
  });

  it('are made on save where the settings ask for it', async () => {
    const settings = workspace.getConfiguration('editor');
    await settings.update('codeActionsOnSave', { 'source.fixAll.swarm': 'explicit' });
    try {
      const document = await opened('saved.py', model);
      await actionLike(document, /^Import torch (in|inside) load\(?\)?[^(]*$/);
      const editor = await window.showTextDocument(document);
      await editor.edit((edit) => edit.insert(document.lineAt(5).range.start, '# saved\n'));
      await document.save();
      assert.match(document.getText(), /def load\(name\):\n {4}import torch\n/);
    } finally {
      await settings.update('codeActionsOnSave', undefined);
    }
  });

  it('are explained on hover', async () => {
    const document = await opened('hovered.py', model);
    await actionLike(document, /^Import torch/);
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(8),
    );
    assert.match(texts(hovers), /`torch` is heavy because the built-in catalogue names `torch`/);
    assert.match(texts(hovers), /can safely be made lazy/);
  });
});

describe('A measured import', () => {
  const settings = () => workspace.getConfiguration('swarm.heavyImports');

  afterEach(async () => {
    await settings().update('modules', undefined);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await rm(folder(), { recursive: true, force: true });
  });

  it('shows what it costs behind it', async () => {
    await mkdir(folder(), { recursive: true });
    await writeFile(path.join(folder(), 'slow_sample.py'), 'import email.message\n');
    await settings().update('modules', ['slow_sample']);
    const document = await opened('measured.py', ['import slow_sample', '']);
    const measured = { uri: document.uri.toString(), module: 'slow_sample' };
    await commands.executeCommand('swarm.measureImportCost', measured);
    const hints = await commands.executeCommand<InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new Range(0, 0, 1, 0),
    );
    assert.match(String(hints[0]?.label), /^[\d.,]+ ms, [\d.,]+ MB$/);
  });
});

import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type CodeAction,
  commands,
  type Diagnostic,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { commandId } from '../../../client/contributions.ts';
import { diagnosticsOf, ruleOf } from '../support/diagnosticsOf.ts';
import { swarmExtension } from '../support/swarmExtension.ts';

const root = () => workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

async function openPython(name: string, lines: readonly string[]): Promise<TextDocument> {
  const file = path.join(root(), name);
  await writeFile(file, lines.join('\n'));
  const document = await workspace.openTextDocument(Uri.file(file));
  await window.showTextDocument(document);
  return document;
}

const has = (rule: string) => (own: readonly Diagnostic[]) => own.some((one) => ruleOf(one) === rule);

describe('Findings in the editor', () => {
  before(async () => {
    const { languageServerReady } = await swarmExtension();
    assert.ok(await languageServerReady, 'the language server started');
  });
  afterEach(async () => {
    const file = window.activeTextEditor?.document.uri.fsPath ?? '';
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    if (file.endsWith('_sample.py')) await rm(file, { force: true });
  });

  it('show over-long files, over-long functions and heavy imports, each with its page', async () => {
    const body = Array.from({ length: 310 }, (_, index) => `    print(${index})`);
    const document = await openPython('long_sample.py', ['import torch', '', 'def run():', ...body, '']);
    const own = await diagnosticsOf(document.uri, (found) => found.length >= 3);
    assert.deepEqual(own.map(ruleOf).sort(), ['file-too-long', 'function-too-long', 'heavy-import']);
    for (const { code } of own) assert.match(JSON.stringify(code), /docs\/rules\//);
  });

  it('go when the quick fix disables their rule', async () => {
    const document = await openPython('heavy_sample.py', ['import torch', '']);
    const [finding] = await diagnosticsOf(document.uri, (own) => own.length === 1);
    assert.ok(finding);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
      'quickfix',
      10,
    );
    const fix = actions.find(({ title }) => /this line/.test(title));
    assert.ok(fix?.edit, `a fix with an edit among: ${actions.map(({ title }) => title).join(', ')}`);
    await workspace.applyEdit(fix.edit);
    await diagnosticsOf(document.uri, (own) => own.length === 0);
    assert.match(document.getText(), /import torch/);
  });

  it('are found by a language server that was started anew', async () => {
    const document = await openPython('again_sample.py', ['import torch', '']);
    await diagnosticsOf(document.uri, (own) => own.length === 1);
    await commands.executeCommand(commandId.restartLanguageServer);
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(document.positionAt(0), 'import numpy\n'));
    await diagnosticsOf(document.uri, (own) => own.length === 2);
  });

  it('come back as soon as a file is over its limit again', async () => {
    const document = await openPython('growing_sample.py', ['x = 1', '']);
    await diagnosticsOf(document.uri, (own) => own.length === 0);
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(document.positionAt(0), 'x = 2\n'.repeat(320)));
    await diagnosticsOf(document.uri, has('file-too-long'));
    await commands.executeCommand('undo');
    await diagnosticsOf(document.uri, (own) => own.length === 0);
  });

  it('say where a swarm.json is wrong, while it is typed', async () => {
    const uri = Uri.file(path.join(root(), 'swarm.json'));
    const document = await workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'jsonc');
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(document.lineAt(1).range.start, '  "bases": "main",\n'));
    const own = await diagnosticsOf(uri, (found) => found.length > 0);
    assert.equal(own[0]?.range.start.line, 1);
    assert.match(own[0]?.message ?? '', /bases/);
    await commands.executeCommand('workbench.action.files.revert');
    await diagnosticsOf(uri, (found) => found.length === 0);
  });
});

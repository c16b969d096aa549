import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CodeAction, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fullAbilities, startClient } from './languageClient.ts';

const functions = Array.from(
  { length: 80 },
  (_, at) => `export function step${at}(x) {\n  // ${at}\n  return x;\n}\n`,
);
const abilities = {
  ...fullAbilities,
  workspace: {
    ...fullAbilities.workspace,
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create' as const],
      changeAnnotationSupport: {},
    },
  },
};

async function actionsFor(
  text: string,
  only: string[],
  client = abilities,
): Promise<{ uri: string; actions: CodeAction[] }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'swarm-split-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'steps.js');
  writeFileSync(file, text);
  const uri = pathToFileURL(file).href;
  const started = await startClient({ folders: [pathToFileURL(folder).href], abilities: client });
  await started.open(uri, text, 'javascript');
  const diagnostics = await started.diagnostics(uri);
  return { uri, actions: await started.codeActions(uri, { diagnostics, only }) };
}

describe('the refactoring that splits a module', () => {
  it('creates the files and shows each with its size before anything changes', async () => {
    const { uri, actions } = await actionsFor(functions.join('\n'), ['refactor']);
    const [action] = actions;
    expect(action).toMatchObject({
      kind: 'refactor.extract.module',
      title: expect.stringMatching(/^Split into 2 files of \d+ and \d+ lines…$/),
    });
    const [create, fill, original] = action?.edit?.documentChanges ?? [];
    const created = uri.replace('steps.js', 'step10.js');
    expect(create).toEqual({ kind: 'create', uri: created, annotationId: 'step10.js' });
    expect(fill).toMatchObject({ textDocument: { uri: created, version: null } });
    expect(original).toMatchObject({ textDocument: { uri, version: 1 } });
    const annotations = Object.values(action?.edit?.changeAnnotations ?? {});
    expect(annotations.map(({ needsConfirmation }) => needsConfirmation)).toEqual([false, false, true]);
    expect(annotations.map(({ label }) => label).join()).toMatch(
      /^steps\.js: \d+ lines,step10\.js: \d+ lines,shown-first$/,
    );
  });

  it('is offered for Python once the other files are read, and leaves what they replace', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'swarm-split-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const text = ['first', 'second', 'third']
      .map((name) => `def ${name}():\n${'    pass\n'.repeat(120)}\n\n`)
      .join('');
    writeFileSync(path.join(folder, 'steps.py'), text);
    writeFileSync(
      path.join(folder, 'test_steps.py'),
      "from unittest.mock import patch\npatch('steps.first')\n",
    );
    const uri = pathToFileURL(path.join(folder, 'steps.py')).href;
    const started = await startClient({ folders: [pathToFileURL(folder).href], abilities });
    await started.open(uri, text, 'python');
    await expect
      .poll(async () => {
        const diagnostics = await started.diagnostics(uri);
        const [action] = await started.codeActions(uri, { diagnostics, only: ['refactor'] });
        const original = action?.edit?.documentChanges?.at(-2);
        if (!original || !('edits' in original)) return 'no edit';
        return TextDocument.applyEdits(
          TextDocument.create(uri, 'python', 1, text),
          original.edits as TextEdit[],
        );
      })
      .toMatch(/^def first\(\):\n[\s\S]*import second/);
  });

  it('says, where it is asked for by its kind, what holds a file together that cannot be split', async () => {
    const text = `export function all() {\n${'  all();\n'.repeat(400)}}\n`;
    const { actions } = await actionsFor(text, ['refactor.extract.module']);
    expect(actions).toEqual([
      {
        title: 'Split into files within the limit',
        kind: 'refactor.extract.module',
        disabled: { reason: expect.stringMatching(/\w.*\.$/) },
      },
    ]);
  });

  it('is not offered for a file within its limit, nor to an editor that cannot make files', async () => {
    expect((await actionsFor('export const a = 1;\n', ['refactor'])).actions).toEqual([]);
    const plain = {
      ...abilities,
      workspace: { ...abilities.workspace, workspaceEdit: { documentChanges: true } },
    };
    expect((await actionsFor(functions.join('\n'), ['refactor'], plain as typeof abilities)).actions).toEqual(
      [],
    );
  });
});

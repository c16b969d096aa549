import { describe, expect, it } from 'vitest';
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type LanguageClient, startClient } from './languageClient.ts';
import { nothingExplained } from './pretendedExplanation.ts';
import { pythonFunction, pythonLines } from './pythonText.ts';

const uri = 'file:///elsewhere/a.py';

async function opened(
  text: string,
  languageId = 'python',
): Promise<{ client: LanguageClient; diagnostics: Diagnostic[]; actions: CodeAction[] }> {
  const client = await startClient({ parts: { explain: nothingExplained } });
  await client.open(uri, text, languageId);
  const diagnostics = await client.diagnostics(uri);
  return { client, diagnostics, actions: await client.codeActions(uri, { diagnostics }) };
}

/** The text after an action, as an editor applies it. */
function applied(text: string, action: CodeAction | undefined): string {
  const document = TextDocument.create(uri, 'python', 1, text);
  const edits = (action?.edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change ? change.edits : [],
  );
  return TextDocument.applyEdits(
    document,
    edits.filter((edit) => 'newText' in edit),
  );
}

describe('code actions', () => {
  it('offer to disable the rule for the line or the file, and to open its page', async () => {
    const { diagnostics, actions } = await opened('import torch\n');
    expect(actions.map(({ title }) => title)).toEqual([
      'Disable heavy-import for this line',
      'Disable heavy-import for this file',
      'Measure what importing torch costs',
      'Open the page of heavy-import',
    ]);
    expect(actions.every(({ kind }) => kind === CodeActionKind.QuickFix)).toBe(true);
    expect(actions.map((action) => action.diagnostics)).toEqual(actions.map(() => diagnostics));
    expect(actions[2]?.command?.arguments).toEqual([{ uri, module: 'torch' }]);
    expect(actions[3]?.command).toMatchObject({
      command: 'swarm.openRulePage',
      arguments: ['https://github.com/swarm-tools/swarm/blob/main/docs/rules/heavy-import.md'],
    });
    expect(actions[0]?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
  });

  it.each([
    ['a heavy import', 'python', 'import os\nimport torch\n'],
    ['a long function', 'python', `x = 1\n\n${pythonFunction('long', 31)}`],
    ['a long file', 'python', pythonLines(301)],
    ['a file without a last line break', 'python', `${pythonLines(300)}x = 1`],
    ['a file with CRLF', 'python', pythonLines(301).replaceAll('\n', '\r\n')],
    ['a long function', 'typescript', `function long() {\n${'  run();\n'.repeat(30)}}\n`],
    ['a long file', 'sql', 'select 1;\n'.repeat(301)],
  ])('remove the finding when applied to %s in %s', async (_, languageId, text) => {
    const { client, diagnostics, actions } = await opened(text, languageId);
    expect(diagnostics).toHaveLength(1);
    const disabling = actions.filter(({ title }) => title.startsWith('Disable'));
    expect(disabling.length).toBeGreaterThanOrEqual(1);
    for (const [index, action] of disabling.entries()) {
      await client.edit(uri, index + 2, applied(text, action));
      expect(await client.diagnostics(uri)).toEqual([]);
    }
  });

  it('of a selection name their lines, and come once for the file and the page', async () => {
    const { diagnostics, actions } = await opened(
      `import torch\nimport numpy\n${pythonFunction('long', 31)}`,
    );
    expect(actions.map(({ title }) => title)).toEqual([
      'Disable heavy-import for line 1',
      'Disable heavy-import for line 2',
      'Disable heavy-import for this file',
      'Measure what importing torch costs',
      'Measure what importing numpy costs',
      'Open the page of heavy-import',
      'Disable function-too-long for this line',
      'Disable function-too-long for this file',
      'Open the page of function-too-long',
    ]);
    expect(actions[2]?.diagnostics).toEqual(diagnostics.slice(0, 2));
  });

  it('of a large selection are those of its first twenty diagnostics', async () => {
    const { actions } = await opened('import torch\n'.repeat(100));
    const disabling = actions.filter(({ title }) => title.startsWith('Disable heavy-import for line'));
    expect(disabling).toHaveLength(20);
  });

  it('are only of the kinds the editor asks for', async () => {
    const { client, diagnostics } = await opened('import torch\n');
    const titles = async (...only: string[]) =>
      (await client.codeActions(uri, { diagnostics, only })).map(({ title }) => title);
    expect(await titles('quickfix')).toHaveLength(4);
    expect(await titles('')).toContain('Disable heavy-import for this line');
    expect(await titles('refactor', 'source.organizeImports')).toEqual([]);
  });

  it('leave the diagnostics of others alone', async () => {
    const { client, diagnostics } = await opened('import torch\n');
    const foreign = diagnostics.map((diagnostic) => ({ ...diagnostic, source: 'other' }));
    expect(await client.codeActions(uri, { diagnostics: foreign })).toEqual([]);
    expect(await client.codeActions('file:///never/opened.py', { diagnostics })).toEqual([]);
  });

  it('of a mistake in swarm.json open its page only', async () => {
    const client = await startClient();
    await client.open('file:///elsewhere/swarm.json', '{ "bas": 1 }', 'jsonc');
    const diagnostics = await client.diagnostics('file:///elsewhere/swarm.json');
    const actions = await client.codeActions('file:///elsewhere/swarm.json', { diagnostics });
    expect(actions.map(({ title }) => title)).toEqual(['Open the page of configuration']);
  });

  it('come as plain changes to an editor without versioned edits', async () => {
    const client = await startClient({ abilities: { textDocument: { diagnostic: {} } } });
    await client.open(uri, 'import torch\n');
    const [action] = await client.codeActions(uri, { diagnostics: await client.diagnostics(uri) });
    expect(Object.keys(action?.edit?.changes ?? {})).toEqual([uri]);
  });
});

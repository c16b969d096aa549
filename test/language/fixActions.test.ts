import { describe, expect, it } from 'vitest';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionResolveRequest,
  DiagnosticTag,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fullAbilities, type LanguageClient, startClient } from './languageClient.ts';
import { pretendedExplanation } from './pretendedExplanation.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const uri = 'file:///elsewhere/a.py';
const resolving: ClientCapabilities = {
  ...fullAbilities,
  textDocument: {
    ...fullAbilities.textDocument,
    codeAction: { disabledSupport: true, resolveSupport: { properties: ['edit'] } },
  },
};

async function opened(text: string, abilities = resolving): Promise<LanguageClient> {
  const client = await startClient({ abilities, parts: { explain: pretendedExplanation } });
  await client.open(uri, text);
  return client;
}

async function actions(client: LanguageClient, only?: string[]): Promise<CodeAction[]> {
  const diagnostics = await client.diagnostics(uri);
  return client.codeActions(uri, { diagnostics, ...(only && { only }) });
}

const resolve = (client: LanguageClient, action: CodeAction | undefined) =>
  client.connection.sendRequest(CodeActionResolveRequest.type, action ?? { title: 'none' });

function applied(text: string, edit: WorkspaceEdit | undefined): string {
  const edits = (edit?.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : []));
  return TextDocument.applyEdits(
    TextDocument.create(uri, 'python', 1, text),
    edits.filter((each) => 'newText' in each),
  );
}

describe('fixes of heavy imports', () => {
  const text = 'import torch\nimport numpy\nimport pandas\n';

  it('are offered without an edit, the safe one preferred, the unsafe one with its reason', async () => {
    const fixes = (await actions(await opened(text))).filter(({ command, edit }) => !command && !edit);
    expect(fixes).toMatchObject([
      { title: 'Remove line 1', isPreferred: true, kind: 'quickfix' },
      { title: 'Remove line 2 (unsafe: names may be missing)' },
      {
        title: 'Make the import of pandas lazy',
        disabled: { reason: expect.stringMatching(/^Line 9 uses/) },
      },
    ]);
    expect(fixes[1]?.isPreferred).toBeUndefined();
    expect(fixes[0]?.diagnostics).toHaveLength(1);
  });

  it('get their edit when chosen, bound to the version they were offered for', async () => {
    const client = await opened(text);
    const [fix] = await actions(client);
    const { edit } = await resolve(client, fix);
    expect(edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
    expect(applied(text, edit)).toBe('import numpy\nimport pandas\n');
  });

  it('are refused once the document has changed', async () => {
    const client = await opened(text);
    const [fix] = await actions(client);
    await client.edit(uri, 2, `${text}x = 1\n`);
    await expect(resolve(client, fix)).rejects.toMatchObject({
      code: -32801,
      message: expect.stringContaining('choose the fix again'),
    });
  });

  it('come with their edit to an editor that does not ask again', async () => {
    const client = await opened(text, fullAbilities);
    const [fix] = await actions(client);
    expect(applied(text, fix?.edit)).toBe('import numpy\nimport pandas\n');
  });

  it('are not offered as impossible to an editor that cannot show it', async () => {
    const client = await opened('import pandas\n', { textDocument: { diagnostic: {} } });
    expect((await actions(client)).filter(({ disabled }) => disabled)).toEqual([]);
  });
});

describe('fixing all of a file', () => {
  const text = 'import torch\nimport numpy\nx = 1\nimport torch.nn\n';

  it('makes every safe fix at once and no other', async () => {
    const client = await opened(text);
    const found = await actions(client, ['source.fixAll']);
    expect(found).toMatchObject([{ kind: 'source.fixAll.swarm' }]);
    const { edit } = await resolve(client, found[0]);
    expect(applied(text, edit)).toBe('import numpy\nx = 1\n');
  });

  it('is offered to who asks for it alone, also in whole to an editor that does not resolve', async () => {
    expect((await actions(await opened(text))).map(({ kind }) => kind)).not.toContain('source.fixAll.swarm');
    expect(await actions(await opened(text), ['source.organizeImports'])).toEqual([]);
    expect(await actions(await opened('x = 1\n'), ['source.fixAll'])).toEqual([]);
    const whole = await actions(await opened(text, fullAbilities), ['source.fixAll.swarm']);
    expect(applied(text, whole[0]?.edit)).toBe('import numpy\nx = 1\n');
  });
});

describe('a stale exemption', () => {
  it('is shown as unnecessary, and removed from swarm.json by its one fix', async () => {
    const entry = (file: string) => `{ "files": ["${file}"], "rules": ["file-too-long"], "reason": "old" }`;
    const text = `{\n  "v2": {\n    "exemptions": [${entry('src/gone.py')}, ${entry('a.py')}]\n  }\n}\n`;
    const folder = await temporaryFolder({ 'swarm.json': text, 'a.py': 'x = 1\n'.repeat(400) });
    const client = await startClient({ abilities: resolving, folders: [folder.uri()] });
    const configuration = folder.uri('swarm.json');
    await client.open(configuration, text, 'jsonc');
    const diagnostics = await client.diagnostics(configuration);
    expect(diagnostics).toMatchObject([{ code: 'stale-exemption', tags: [DiagnosticTag.Unnecessary] }]);
    const found = await client.codeActions(configuration, { diagnostics });
    const { edit } = await resolve(client, found[0]);
    expect(found[0]).toMatchObject({ title: 'Remove the stale exemption', isPreferred: true });
    expect(found.map(({ title }) => title)).toEqual([
      'Remove the stale exemption',
      'Open the page of stale-exemption',
    ]);
    expect(JSON.parse(applied(text, edit)).v2.exemptions).toEqual([JSON.parse(entry('a.py'))]);
  });
});

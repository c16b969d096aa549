import { describe, expect, it } from 'vitest';
import {
  type ClientCapabilities,
  type CodeAction,
  ExecuteCommandRequest,
  type ShowDocumentParams,
  ShowDocumentRequest,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Arrivals } from './arrivals.ts';
import { fullAbilities, type LanguageClient, startClient } from './languageClient.ts';
import { pythonFunction, pythonLines } from './pythonText.ts';
import { type TemporaryFolder, temporaryFolder } from './temporaryFolder.ts';

const configuration = '{\n  // ours\n  "v2": { "limits": { "file": 200 } }\n}\n';
const resolving: ClientCapabilities = {
  ...fullAbilities,
  textDocument: { diagnostic: {}, codeAction: { resolveSupport: { properties: ['edit'] } } },
};
const showing = { ...fullAbilities, window: { showDocument: { support: true } } };

interface Offered {
  readonly client: LanguageClient;
  readonly folder: TemporaryFolder;
  readonly actions: readonly CodeAction[];
}

interface Asking {
  readonly abilities?: ClientCapabilities;
  readonly only?: string[];
}

const path = 'src/a.py';

/** What is offered for all findings of a document in a repository with these files. */
async function offered(
  files: Readonly<Record<string, string>>,
  text: string,
  { abilities = fullAbilities, only }: Asking = {},
): Promise<Offered> {
  const folder = await temporaryFolder({ '.git/HEAD': '', ...files });
  const client = await startClient({ folders: [folder.uri()], abilities });
  await client.open(folder.uri(path), text);
  const diagnostics = await client.diagnostics(folder.uri(path));
  const actions = await client.codeActions(folder.uri(path), { diagnostics, ...(only && { only }) });
  return { client, folder, actions };
}

const title = (rule: string) =>
  expect.stringMatching(`^Exempt this file from ${rule} until 2\\d{3}-..-.., in swarm.json$`);
const exempting = ({ actions }: Offered) => actions.filter((each) => each.title.startsWith('Exempt'));

function applied(text: string, { edit }: Pick<CodeAction, 'edit'>, uri: string): string {
  const document = TextDocument.create(uri, 'jsonc', 1, text);
  const [change] = edit?.documentChanges ?? [];
  const edits = change && 'edits' in change && change.textDocument.uri === uri ? change.edits : [];
  return TextDocument.applyEdits(
    document,
    edits.filter((each) => 'newText' in each),
  );
}

describe('exempting a file', () => {
  it('is offered last, once for each rule that is broken, as a fix of all its findings and the preferred one of none', async () => {
    const text = `${pythonFunction('long', 40)}${pythonFunction('longer', 50)}${pythonLines(300)}`;
    const { actions } = await offered({ 'swarm.json': configuration }, text);
    const last = actions.slice(-2);
    expect(last).toMatchObject([{ title: title('function-too-long') }, { title: title('file-too-long') }]);
    expect(last.map(({ diagnostics }) => diagnostics?.length)).toEqual([2, 1]);
    expect(last.map(({ isPreferred }) => isPreferred)).toEqual([undefined, undefined]);
    expect(actions.slice(0, -2).map((each) => each.title)).not.toContainEqual(title('.*'));
  });

  it('makes the finding go once it is in swarm.json, whose comments stay', async () => {
    const given = await offered({ 'swarm.json': configuration }, pythonLines(300));
    const { client, folder } = given;
    const [action] = exempting(given);
    const uri = folder.uri('swarm.json');
    expect(action?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: null } }]);
    const text = applied(configuration, action ?? {}, uri);
    expect(text).toContain('// ours');
    await client.open(uri, text, 'jsonc');
    await client.refreshes.first();
    expect(await client.problems(folder.uri(path))).toEqual([]);
  });

  it('changes what stands in the editor, saved or not', async () => {
    const { client, folder } = await offered({ 'swarm.json': '{}' }, '');
    const uri = folder.uri('swarm.json');
    const unsaved = configuration.replace('ours', 'mine');
    await client.open(uri, '{}', 'jsonc');
    await client.edit(uri, 2, unsaved);
    await client.edit(folder.uri(path), 2, pythonLines(300));
    const diagnostics = await client.diagnostics(folder.uri(path));
    const actions = await client.codeActions(folder.uri(path), { diagnostics });
    const [action] = exempting({ client, folder, actions });
    expect(action?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 2 } }]);
    expect(applied(unsaved, action ?? {}, uri)).toContain('// mine');
  });

  it('has the reason shown that the person is to write', async () => {
    const given = await offered({ 'swarm.json': configuration }, pythonLines(300), { abilities: showing });
    const { client, folder } = given;
    const shown = new Arrivals<ShowDocumentParams>();
    client.connection.onRequest(ShowDocumentRequest.type, (params) => {
      shown.add(params);
      return { success: true };
    });
    const [action] = exempting(given);
    const { command = '', arguments: args = [] } = action?.command ?? {};
    await client.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
    const { uri, selection } = await shown.first();
    expect(uri).toBe(folder.uri('swarm.json'));
    const text = applied(configuration, action ?? {}, uri);
    expect(TextDocument.create(uri, 'jsonc', 1, text).getText(selection)).toBe(
      'TODO: nobody has given a reason yet.',
    );
    await expect(
      client.connection.sendRequest(ExecuteCommandRequest.type, { command: 'swarm.other' }),
    ).rejects.toMatchObject({ code: -32803 });
  });

  it.each([
    ['where there is no swarm.json', {}, pythonLines(400)],
    ['where swarm.json has a mistake', { 'swarm.json': '{ "v2": 1 }' }, pythonLines(400)],
    [
      'where another tool states the limit',
      { 'swarm.json': '{}', '.pylintrc': '[FORMAT]\nmax-module-lines=100\n' },
      pythonLines(400),
    ],
    [
      'where the file itself states it',
      { 'swarm.json': '{}' },
      `"""V2 Compliance: < 100 lines"""\n${pythonLines(200)}`,
    ],
    ['for a hint', { 'swarm.json': '{}' }, pythonLines(295)],
    ['for a finding about no limit', { 'swarm.json': '{}' }, 'import torch\n'],
  ])('is not offered %s', async (_, files, text) => {
    const given = await offered(files, text);
    expect(given.actions.length).toBeGreaterThan(0);
    expect(exempting(given)).toEqual([]);
  });

  it('is no part of what fixes all', async () => {
    const text = `import torch\nimport torch.nn\n${pythonLines(400)}`;
    const given = await offered({ 'swarm.json': '{}' }, text, {
      abilities: resolving,
      only: ['source.fixAll'],
    });
    expect(given.actions).toHaveLength(1);
    expect(JSON.stringify(given.actions)).not.toContain('exempt');
  });
});

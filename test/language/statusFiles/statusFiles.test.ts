import { utimes } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  type CodeAction,
  type CompletionItem,
  CompletionRequest,
  HoverRequest,
  type Position,
} from 'vscode-languageserver/node';
import { EditedText } from '../../../server/analysis/fixes/editedText.ts';
import { fullAbilities, type LanguageClient, startClient } from '../languageClient.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporaryFolder.ts';

const file = 'agent_workspaces/Agent-1/status.json';
const abilities = {
  ...fullAbilities,
  textDocument: { ...fullAbilities.textDocument, completion: { dynamicRegistration: true } },
  workspace: {
    ...fullAbilities.workspace,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
  },
};

/** A status file that is open in a client. */
async function opened(
  text: string,
  { path = file, configuration = '{}', commands = false } = {},
): Promise<{ client: LanguageClient; folder: TemporaryFolder; uri: string }> {
  const folder = await temporaryFolder({ [path]: text, 'swarm.json': configuration });
  const client = await startClient({ folders: [folder.uri()], abilities, ownOptions: { commands } });
  const uri = folder.uri(path);
  await client.open(uri, text, 'json');
  return { client, folder, uri };
}

const hovered = (client: LanguageClient, uri: string, position: Position) =>
  client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });

const proposed = async (client: LanguageClient, uri: string, position: Position) =>
  (await client.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position,
  })) as CompletionItem[];

/** A text with the edits of a code action made. */
function withAction(text: string, action: CodeAction | undefined): string {
  const [change] = action?.edit?.documentChanges ?? [];
  const edits = change && 'edits' in change ? change.edits : [];
  const lines = text.split('\n');
  const offset = ({ line, character }: Position) =>
    lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
  const edited = new EditedText(text);
  edited.apply(
    edits.flatMap((edit) =>
      'newText' in edit
        ? [{ start: offset(edit.range.start), end: offset(edit.range.end), newText: edit.newText }]
        : [],
    ),
  );
  return edited.text;
}

describe('a status file in the editor', () => {
  it('shows what cannot be read or believed, in the folder of swarm.json alone', async () => {
    const text = '{\n "status": "Vibing"\n "fsm_state": "BLOCKED"\n}';
    const { client, folder, uri } = await opened(text, {
      path: 'agents/A/status.json',
      configuration: '{ "agents": { "workspaces": "agents" } }',
    });
    expect(await client.problems(uri)).toEqual([
      'status-spelling: “Vibing” means no state, so the other field counts. States: start, active, process, blocked, complete, end.',
      'status-syntax: A comma is missing.',
    ]);
    await client.open(folder.uri(file), text, 'json');
    expect(await client.problems(folder.uri(file))).toEqual([]);
    await client.edit(uri, 2, '{"status": "ACTIVE"}');
    expect(await client.problems(uri)).toEqual([]);
  });

  it('knows the states of the lifecycles of swarm.json', async () => {
    const states = { reviewing: { means: 'working', next: ['done'] }, done: { means: 'ended' } };
    const { client, uri } = await opened('{"status": "Reviewing"}', {
      configuration: JSON.stringify({ agents: { lifecycles: { review: { initial: 'reviewing', states } } } }),
    });
    expect(await client.problems(uri)).toEqual([]);
  });

  it('is told when it was written long after the time that it names', async () => {
    const { client, folder, uri } = await opened('{"last_updated": "2026-01-01T00:00:00Z"}');
    expect(await client.problems(uri)).toEqual([
      expect.stringContaining('status-timestamp: The file was last'),
    ]);
    const then = new Date('2026-01-01T00:00:30Z');
    await utimes(`${folder.path}/${file}`, then, then);
    await client.edit(uri, 2, '{"last_updated":  "2026-01-01T00:00:00Z"}');
    expect(await client.problems(uri)).toEqual([]);
  });

  it('is mended after a look at what that changes', async () => {
    const text = '{\n "status": "ACTIVE\n}\nBye';
    const { client, uri } = await opened(text);
    const diagnostics = await client.diagnostics(uri);
    const actions = await client.codeActions(uri, { diagnostics: diagnostics.slice(0, 1) });
    const action = actions.find(({ title }) => title.startsWith('Mend'));
    expect(action?.title).toBe('Mend this file… (unsafe: “Bye” is taken out)');
    expect(action?.edit?.changeAnnotations).toEqual({
      fix: { label: 'Mend this file…', needsConfirmation: true, description: '“Bye” is taken out.' },
    });
    expect(withAction(text, action)).toBe('{\n "status": "ACTIVE"\n}');
  });

  it('offers both sides of a merge conflict', async () => {
    const text = '{\n<<<<<<< HEAD\n "a": 1\n=======\n "a": 2\n>>>>>>> x\n}';
    const { client, uri } = await opened(text);
    const diagnostics = await client.diagnostics(uri);
    const actions = await client.codeActions(uri, { diagnostics });
    expect(actions.slice(0, 2).map((action) => withAction(text, action))).toEqual([
      '{\n "a": 1\n}',
      '{\n "a": 2\n}',
    ]);
  });

  it('says in a hover what a field is read as', async () => {
    const { client, uri } = await opened('{\n "status": "ACTIVE_AGENT_MODE",\n "mission": "x"\n}');
    expect(await hovered(client, uri, { line: 1, character: 15 })).toEqual({
      contents: {
        kind: 'markdown',
        value:
          'What the agent is doing, in a word; the service takes the lifecycle state from it.\n\nIt is read as the state `active`.',
      },
      range: { start: { line: 1, character: 1 }, end: { line: 1, character: 30 } },
    });
    expect(await hovered(client, uri, { line: 0, character: 0 })).toBeNull();
  });

  it('leaves to the schema of our extension what that describes and proposes', async () => {
    const { client, uri } = await opened('{\n "status": "ACTIVE",\n "mis\n}', { commands: true });
    const hover = await hovered(client, uri, { line: 1, character: 15 });
    expect(hover?.contents).toMatchObject({ value: 'It is read as the state `active`.' });
    expect(await proposed(client, uri, { line: 2, character: 5 })).toEqual([]);
    expect(await proposed(client, uri, { line: 1, character: 14 })).toHaveLength(6);
  });

  it('proposes names that are missing and values in its own case, in status files alone', async () => {
    const { client, folder, uri } = await opened('{\n "status": "ACTIVE",\n "mis\n}');
    expect(await client.registrations.first(({ method }) => method.includes('completion'))).toMatchObject({
      registerOptions: { documentSelector: [{ pattern: '**/status.json' }] },
    });
    const names = await proposed(client, uri, { line: 2, character: 5 });
    expect(names.map(({ label }) => label)).toContain('current_mission');
    expect(names.map(({ label }) => label)).not.toContain('status');
    expect(names[0]).toMatchObject({
      textEdit: { range: { start: { line: 2, character: 1 }, end: { line: 2, character: 5 } } },
    });
    const values = await proposed(client, uri, { line: 1, character: 14 });
    expect(values.map(({ label }) => label)).toEqual([
      'START',
      'ACTIVE',
      'PROCESS',
      'BLOCKED',
      'COMPLETE',
      'END',
    ]);
    await client.open(folder.uri('status.json'), '{"status": ""}', 'json');
    expect(await proposed(client, folder.uri('status.json'), { line: 0, character: 12 })).toEqual([]);
  });
});

import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  WorkDoneProgress,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { Arrivals } from '../arrivals.ts';
import { type LanguageClient, startClient } from '../languageClient.ts';
import { pythonLines } from '../pythonText.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporaryFolder.ts';

const files = {
  '.git/HEAD': '',
  '.gitignore': 'ignored\n',
  'main.py': 'import agents.base\n',
  'agents/base.py': 'import torch\n',
  'light.py': 'x = 1\n',
  'long.ts': 'f();\n'.repeat(301),
  'ignored/long.py': pythonLines(400),
};

interface Workspace {
  readonly client: LanguageClient;
  readonly folder: TemporaryFolder;
}

async function workspace(
  given: Readonly<Record<string, string>> = files,
  setting = 'on',
): Promise<Workspace> {
  const folder = await temporaryFolder(given);
  const settings = () => ({ workspaceDiagnostics: setting });
  return { folder, client: await startClient({ folders: [folder.uri()], settings }) };
}

type Known = readonly { readonly uri: string; readonly value: string }[];

function pull(client: LanguageClient, previousResultIds: Known = []): Promise<WorkspaceDiagnosticReport> {
  const params = { previousResultIds: [...previousResultIds] };
  return client.connection.sendRequest(WorkspaceDiagnosticRequest.type, params);
}

/** Asks as VS Code does: answers come in parts. */
function stream(client: LanguageClient, previousResultIds: Known): Streamed {
  const token = `partial ${streams++}`;
  const parts = new Arrivals<WorkspaceDocumentDiagnosticReport>();
  client.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, token, ({ items }) => {
    for (const item of items) parts.add(item);
  });
  const source = new CancellationTokenSource();
  const params = { previousResultIds: [...previousResultIds], partialResultToken: token };
  const answer = client.connection.sendRequest(WorkspaceDiagnosticRequest.type, params, source.token);
  return { parts, answer, cancel: () => source.cancel() };
}

interface Streamed {
  readonly parts: Arrivals<WorkspaceDocumentDiagnosticReport>;
  readonly answer: Promise<WorkspaceDiagnosticReport>;
  readonly cancel: () => void;
}

let streams = 0;

function known(items: readonly WorkspaceDocumentDiagnosticReport[]): Known {
  return items.map(({ uri, resultId = '' }) => ({ uri, value: resultId }));
}

/** Path and codes of each full report, and `path =` of an unchanged one. */
function told({ folder }: Workspace, items: readonly WorkspaceDocumentDiagnosticReport[]): string[] {
  return items
    .map((item) => {
      const relative = item.uri.slice(folder.uri().length + 1);
      return `${relative} ${item.kind === 'full' ? item.items.map(({ code }) => code).join() : '='}`;
    })
    .sort();
}

const all = ['agents/base.py heavy-import', 'long.ts file-too-long', 'main.py heavy-import'];

describe('workspace diagnostics', () => {
  it('are of all files with findings, those through other files too, and of none that is left out', async () => {
    const given = await workspace();
    const { items } = await pull(given.client);
    expect(told(given, items)).toEqual(all);
    expect(items.every(({ version, resultId }) => version === null && resultId !== undefined)).toBe(true);
  });

  it('go by the list of heavy modules that is nearest to each file', async () => {
    const bans = '[lint.flake8-tidy-imports]\nbanned-module-level-imports = ["slow"]\n';
    const inFolders = {
      '.git/HEAD': '',
      'a/ruff.toml': bans,
      'a/core.py': 'import slow\nimport shared\n',
      'b/core.py': 'import slow\n',
      'shared.py': 'import torch\n',
    };
    const given = await workspace(inFolders);
    const { items } = await pull(given.client);
    expect(told(given, items)).toEqual(['a/core.py heavy-import,heavy-import', 'shared.py heavy-import']);
  });

  it('are unchanged for the same texts, rules and chains', async () => {
    const given = await workspace();
    const first = known((await pull(given.client)).items);
    expect(told(given, (await pull(given.client, first)).items)).toEqual([
      'agents/base.py =',
      'long.ts =',
      'main.py =',
    ]);
    await given.folder.write('agents/base.py', '\n\nimport torch\n');
    await given.client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: given.folder.uri('agents/base.py'), type: FileChangeType.Changed }],
    });
    // What other files tell may come an answer later than the file that changed.
    let ids = first;
    for (let chain: unknown; JSON.stringify(chain)?.includes('"line":3') !== true; ) {
      const { parts, answer } = stream(given.client, ids);
      await answer;
      ids = known(
        [
          ...parts.all,
          ...ids.map(
            ({ uri, value }) => ({ kind: 'unchanged', uri, resultId: value, version: null }) as const,
          ),
        ].filter((item, index, items) => items.findIndex(({ uri }) => uri === item.uri) === index),
      );
      chain = parts.all.find(({ uri, kind }) => uri.endsWith('main.py') && kind === 'full');
    }
  });

  it('are streamed, and asked again without a difference answered when there is one', async () => {
    const given = await workspace();
    const first = stream(given.client, []);
    expect(await first.answer).toEqual({ items: [] });
    expect(told(given, first.parts.all)).toEqual(all);
    const second = stream(given.client, known(first.parts.all));
    await second.parts.first(({ uri }) => uri.endsWith('long.ts'));
    await rm(path.join(given.folder.path, 'long.ts'));
    await given.client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: given.folder.uri('long.ts'), type: FileChangeType.Deleted }],
    });
    expect(await second.answer).toEqual({ items: [] });
    expect(told(given, second.parts.all).filter((each) => !each.endsWith('='))).toEqual(['long.ts ']);
  });

  it('end when the editor takes the question back, during a pass and after it', async () => {
    const given = await workspace();
    const early = stream(given.client, []);
    early.cancel();
    await expect(early.answer).rejects.toMatchObject({ code: -32800 });
    const ids = known((await pull(given.client)).items);
    const late = stream(given.client, ids);
    await late.parts.first(({ kind }) => kind === 'unchanged');
    late.cancel();
    await expect(late.answer).rejects.toMatchObject({ code: -32800 });
  });

  it('are of the text in the editor where a document is open', async () => {
    const given = await workspace();
    await given.client.open(given.folder.uri('agents/base.py'), 'x = 1\n');
    const { items } = await pull(given.client);
    expect(told(given, items)).toEqual(['agents/base.py ', 'long.ts file-too-long']);
    expect(items.find(({ uri }) => uri.endsWith('base.py'))?.version).toBe(1);
  });

  it('are none unless the setting says so, and go when it no longer does', async () => {
    const off = await workspace(files, 'off');
    expect((await pull(off.client)).items).toEqual([]);
    const given = await workspace();
    const first = stream(given.client, []);
    await first.answer;
    const second = stream(given.client, known(first.parts.all));
    await second.parts.first();
    given.client.settings = () => ({ workspaceDiagnostics: 'off' });
    await given.client.changeSettings(null);
    await second.answer;
    const cleared = second.parts.all.filter(({ kind }) => kind === 'full');
    expect(told(given, cleared)).toEqual(['agents/base.py ', 'long.ts ', 'main.py ']);
  });

  it('are told of a closed document anew, also where those of open ones alone are shown', async () => {
    const given = await workspace(files, 'off');
    const { client, folder } = given;
    const uri = folder.uri('light.py');
    const isCleared = (item: WorkspaceDocumentDiagnosticReport) => item.uri === uri && item.kind === 'full';
    await client.open(uri, 'import torch\n');
    expect(await client.problems(uri)).toHaveLength(1);
    const first = stream(client, []);
    await client.close(uri);
    expect(await first.parts.first(isCleared)).toMatchObject({ items: [] });
    await first.answer;
    // The answer was of no use while the editor waited for this one.
    await client.pull(uri);
    expect(await stream(client, []).parts.first(isCleared)).toMatchObject({ items: [] });
  });

  it('are those of the file again when a document is closed', async () => {
    const given = await workspace();
    const { client, folder } = given;
    const first = stream(client, []);
    await first.answer;
    await client.open(folder.uri('light.py'), 'import torch\n');
    await client.open(folder.uri('long.ts'), '');
    await client.close(folder.uri('light.py'));
    await client.close(folder.uri('long.ts'));
    const second = stream(client, known(first.parts.all));
    await second.answer;
    const full = second.parts.all.filter(({ kind }) => kind === 'full');
    expect(told(given, full)).toEqual(['light.py ', 'long.ts file-too-long']);
  });

  it('tell how far they are', async () => {
    const { client } = await workspace();
    const progress = new Arrivals<{ readonly kind: string; readonly percentage?: number }>();
    client.connection.onProgress(WorkDoneProgress.type, 'done', (value) => progress.add(value));
    await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
      workDoneToken: 'done',
    });
    await progress.first(({ kind }) => kind === 'end');
    expect(progress.all.at(0)).toMatchObject({ kind: 'begin', cancellable: true });
    expect(progress.all.filter(({ kind }) => kind === 'report').at(-1)).toMatchObject({ percentage: 100 });
  });

  it('do not keep an edit waiting', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`many/m${index}.py`, `import torch\n${pythonLines(301)}`]),
    );
    const given = await workspace(many);
    const pass = stream(given.client, []);
    await pass.parts.first();
    const uri = given.folder.uri('open.py');
    await given.client.open(uri, 'import torch\n');
    expect(await given.client.problems(uri)).toHaveLength(1);
    expect(pass.parts.all.length).toBeLessThan(400);
    await pass.answer;
  });
});

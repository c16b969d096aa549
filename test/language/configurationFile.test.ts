import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DidChangeWorkspaceFoldersNotification } from 'vscode-languageserver/node';
import { type LanguageClient, startClient } from './languageClient.ts';
import { pythonLines } from './pythonText.ts';
import { type TemporaryFolder, temporaryFolder } from './temporaryFolder.ts';

const limit = (file: number) => JSON.stringify({ v2: { limits: { file } } });

/** A folder with a file of 250 lines, open in a client. */
async function opened(configuration?: string): Promise<{ client: LanguageClient; folder: TemporaryFolder }> {
  const folder = await temporaryFolder(configuration === undefined ? {} : { 'swarm.json': configuration });
  const client = await startClient({ folders: [folder.uri()], settings: () => ({ limits: { file: 240 } }) });
  await client.open(folder.uri('a.py'), pythonLines(250));
  return { client, folder };
}

/** The limit that the open file breaks; undefined where it breaks none. */
async function brokenLimit(client: LanguageClient, folder: TemporaryFolder): Promise<unknown> {
  return (await client.diagnostics(folder.uri('a.py')))[0]?.data?.limit;
}

describe('swarm.json of a folder', () => {
  it('wins over the settings of the editor', async () => {
    const { client, folder } = await opened(limit(200));
    expect(await brokenLimit(client, folder)).toBe(200);
  });

  it('applies at once when the file appears, changes and goes', async () => {
    const { client, folder } = await opened();
    expect(await brokenLimit(client, folder)).toBe(240);
    expect(await client.registrations.first(({ method }) => method.endsWith('WatchedFiles'))).toMatchObject({
      registerOptions: {
        watchers: [
          { globPattern: expect.stringMatching(/^\*\*\/\{swarm\.json,.*,eslint\.config\.js,.*\}$/) },
          { globPattern: '**/*.{py,pyw}' },
          // A folder that is deleted is told of alone, without the files in it.
          { globPattern: '**/*', kind: 4 },
        ],
      },
    });
    await folder.write('swarm.json', limit(100));
    await client.fileChanged(folder.uri('swarm.json'));
    await client.refreshes.first();
    expect(await brokenLimit(client, folder)).toBe(100);
    await rm(`${folder.path}/swarm.json`);
    await client.fileChanged(folder.uri('swarm.json'));
    expect(await brokenLimit(client, folder)).toBe(240);
  });

  it('counts as it stands in the editor before it is saved, and as it was saved after closing', async () => {
    const { client, folder } = await opened(limit(200));
    expect(await brokenLimit(client, folder)).toBe(200);
    await client.open(folder.uri('swarm.json'), limit(150), 'jsonc');
    await client.refreshes.first();
    expect(await brokenLimit(client, folder)).toBe(150);
    await client.edit(folder.uri('swarm.json'), 2, limit(120));
    expect(await brokenLimit(client, folder)).toBe(120);
    await client.close(folder.uri('swarm.json'));
    expect(await brokenLimit(client, folder)).toBe(200);
  });

  it('keeps its last valid state in force while it cannot be read, and says what is wrong', async () => {
    const { client, folder } = await opened(limit(200));
    expect(await brokenLimit(client, folder)).toBe(200);
    await client.open(folder.uri('swarm.json'), '{ "v2": { "limits": { "file": ', 'jsonc');
    expect(await brokenLimit(client, folder)).toBe(200);
    expect(await client.diagnostics(folder.uri('swarm.json'))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          source: 'swarm',
          code: 'configuration',
          message: 'A value is expected here.',
        }),
      ]),
    );
  });

  it('asks the editor to refresh only when it makes a difference', async () => {
    const { client, folder } = await opened(limit(200));
    expect(await brokenLimit(client, folder)).toBe(200);
    await folder.write('swarm.json', `// the same\n${limit(200)}`);
    await client.fileChanged(folder.uri('swarm.json'));
    await folder.write('b/swarm.json', limit(1));
    await client.fileChanged(folder.uri('b/swarm.json'));
    await client.diagnostics(folder.uri('a.py'));
    await folder.write('swarm.json', limit(199));
    await client.fileChanged(folder.uri('swarm.json'));
    await client.refreshes.first();
    expect(await brokenLimit(client, folder)).toBe(199);
    expect(client.refreshes.all).toHaveLength(1);
  });

  it('is checked wherever one opens, but where files are excluded', async () => {
    const { client, folder } = await opened('{ "v2": { "exclude": ["vendor"] } }');
    const problems = async (file: string) => {
      await client.open(folder.uri(file), '{ "bas": 1 }', 'jsonc');
      return (await client.problems(folder.uri(file))).length;
    };
    expect(await problems('vendor/swarm.json')).toBe(0);
    expect(await problems('nested/swarm.json')).toBe(1);
    expect(await problems('swarm.json')).toBe(1);
  });

  it('excludes files, adds heavy modules and allows others', async () => {
    const { client, folder } = await opened(
      '{ "v2": { "exclude": ["a.py"] }, "heavyImports": { "modules": ["ours.models"], "allow": ["numpy"] } }',
    );
    expect(await client.problems(folder.uri('a.py'))).toEqual([]);
    await client.open(folder.uri('b.py'), 'import numpy\nimport ours.models\nimport ours.small\n');
    expect(await client.diagnostics(folder.uri('b.py'))).toMatchObject([
      { code: 'heavy-import', data: { module: 'ours.models', root: 'ours.models' } },
    ]);
  });
});

describe('swarm.json of several folders', () => {
  it('is found by an editor that knows a root only', async () => {
    const folder = await temporaryFolder({ 'swarm.json': limit(100) });
    const client = await startClient({ root: folder.uri(), abilities: {} });
    await client.open(folder.uri('a.py'), pythonLines(101));
    expect(await client.published.first()).toMatchObject({ diagnostics: [{ data: { limit: 100 } }] });
  });

  it('holds in its own folder, the innermost one', async () => {
    const outer = await temporaryFolder({ 'swarm.json': limit(100), 'inner/swarm.json': limit(50) });
    const client = await startClient({ folders: [outer.uri(), outer.uri('inner')] });
    for (const file of ['a.py', 'inner/a.py', 'innermost/a.py'])
      await client.open(outer.uri(file), pythonLines(101));
    const limits = ['a.py', 'inner/a.py', 'innermost/a.py'].map(async (file) => {
      return (await client.diagnostics(outer.uri(file)))[0]?.data?.limit;
    });
    expect(await Promise.all(limits)).toEqual([100, 50, 100]);
  });

  it('follows folders that come and go', async () => {
    const folder = await temporaryFolder({ 'swarm.json': limit(100) });
    const client = await startClient();
    await client.open(folder.uri('a.py'), pythonLines(101));
    expect(await client.diagnostics(folder.uri('a.py'))).toEqual([]);
    const change = (added: string[], removed: string[]) =>
      client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
        event: {
          added: added.map((uri) => ({ uri, name: uri })),
          removed: removed.map((uri) => ({ uri, name: uri })),
        },
      });
    await change([folder.uri()], []);
    expect(await client.diagnostics(folder.uri('a.py'))).toHaveLength(1);
    await change([], [folder.uri()]);
    expect(await client.diagnostics(folder.uri('a.py'))).toEqual([]);
    await folder.write('swarm.json', limit(99));
    await change([folder.uri()], []);
    expect(await client.diagnostics(folder.uri('a.py'))).toMatchObject([{ data: { limit: 99 } }]);
  });
});

describe('a swarm.json that is no configuration file', () => {
  it.each([
    ['a folder', (path: string) => mkdir(path)],
    ['a named pipe', (path: string) => promisify(execFile)('mkfifo', [path])],
  ])('is logged and the settings hold where it is %s', async (_, make) => {
    const folder = await temporaryFolder();
    await make(`${folder.path}/swarm.json`);
    const client = await startClient({ folders: [folder.uri()] });
    await client.open(folder.uri('a.py'), pythonLines(301));
    expect(await client.diagnostics(folder.uri('a.py'))).toHaveLength(1);
    expect(client.log.all.join()).toContain('swarm.json could not be read');
  });
});

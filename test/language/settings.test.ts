import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../server/language/parseSettings.ts';
import { languageSettingsSchema } from '../../server/protocol/languageServer/languageSettings.ts';
import { startClient } from './languageClient.ts';
import { pythonLines } from './pythonText.ts';

const defaults = languageSettingsSchema.parse({});

describe('parseSettings', () => {
  it.each([undefined, null, {}])('gives the defaults for %j, without a word', (raw) => {
    expect(parseSettings(raw)).toEqual({ settings: defaults, problems: [] });
  });

  it('puts the default in place of each bad value, and says so once', () => {
    const raw = { limits: { file: -1, function: 50, class: null }, exclude: ['a', 1, 2], api: { url: '' } };
    const { settings, problems } = parseSettings(raw);
    expect(settings).toEqual({ ...defaults, limits: { ...defaults.limits, function: 50 } });
    expect(problems.map((line) => line.replace(/:.*/, ''))).toEqual([
      'The setting swarm.limits.file is not used',
      'The setting swarm.limits.class is not used',
      'The setting swarm.exclude is not used',
    ]);
    expect(raw.limits.file).toBe(-1);
  });

  it('says which globs exclude nothing, and keeps the others', () => {
    const exclude = ['docs', `${'*a'.repeat(40)}b`, '!src'];
    expect(parseSettings({ exclude })).toEqual({
      settings: { ...defaults, exclude },
      problems: [
        expect.stringMatching(
          /^Entry 2 of the setting swarm\.exclude is not used: it has too many wildcards/,
        ),
        expect.stringMatching(
          /^Entry 3 of the setting swarm\.exclude is not used: nothing can be taken back/,
        ),
      ],
    });
  });

  it.each(['text', 7, [], { limits: 'all' }, { heavyImports: [] }])('survives %j', (raw) => {
    const { settings, problems } = parseSettings(raw);
    expect(settings).toEqual(defaults);
    expect(problems).not.toEqual([]);
  });
});

describe('settings of the editor', () => {
  const uri = 'file:///red/a.py';

  it('apply at once when they change', async () => {
    const client = await startClient({ settings: () => ({ limits: { file: 200 } }) });
    await client.open(uri, pythonLines(250));
    expect(await client.diagnostics(uri)).toMatchObject([{ data: { limit: 200 } }]);
    client.settings = () => ({ limits: { file: 249 } });
    await client.changeSettings(null);
    await client.refreshes.first();
    expect(await client.diagnostics(uri)).toMatchObject([{ data: { limit: 249 } }]);
    client.settings = () => ({ limits: { file: 249 }, enable: false });
    await client.changeSettings(null);
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('make the same text answer anew', async () => {
    const client = await startClient({ settings: () => ({ limits: { file: 200 } }) });
    await client.open(uri, pythonLines(250));
    const { resultId } = await client.pull(uri);
    client.settings = () => ({ limits: { file: 249 } });
    await client.changeSettings(null);
    expect(await client.pull(uri, resultId)).toMatchObject({
      kind: 'full',
      items: [{ data: { limit: 249 } }],
    });
  });

  it('are those of the folder a document lies in, asked for once', async () => {
    const asked: (string | undefined)[] = [];
    const settings = (folder: string | undefined) => {
      asked.push(folder);
      return { limits: { file: folder === 'file:///red' ? 10 : 20 } };
    };
    const client = await startClient({ folders: ['file:///red', 'file:///blue'], settings });
    for (const place of [uri, 'file:///blue/a.py', 'file:///red/b.py', 'untitled:Untitled-1'])
      await client.open(place, pythonLines(15));
    expect(await client.diagnostics(uri)).toHaveLength(1);
    expect(await client.diagnostics('file:///red/b.py')).toHaveLength(1);
    expect(await client.diagnostics('file:///blue/a.py')).toEqual([]);
    expect(await client.diagnostics('untitled:Untitled-1')).toEqual([]);
    await client.open('file:///red/swarm.json', '{ "v2": { "limits": { "file": 12 } } }', 'jsonc');
    expect(await client.diagnostics(uri)).toMatchObject([{ data: { limit: 12 } }]);
    expect(asked).toEqual(['file:///red', 'file:///blue', undefined]);
  });

  it('that are wrong are logged and replaced by their default', async () => {
    const client = await startClient({ settings: () => ({ limits: { file: 'many' } }) });
    await client.open(uri, pythonLines(301));
    expect(await client.diagnostics(uri)).toMatchObject([{ data: { limit: 300 } }]);
    expect(client.log.all.filter((line) => line.includes('swarm.limits.file'))).toHaveLength(1);
  });

  it('that cannot be had are the defaults', async () => {
    const settings = () => {
      throw new Error('the editor is closing');
    };
    const client = await startClient({ settings });
    await client.open(uri, pythonLines(301));
    expect(await client.diagnostics(uri)).toHaveLength(1);
    expect(client.log.all.join()).toContain('defaults hold');
  });

  it('exclude files and switch heavy imports off', async () => {
    const client = await startClient({
      folders: ['file:///red'],
      settings: () => ({ exclude: ['vendor'], heavyImports: { enable: false } }),
    });
    await client.open('file:///red/vendor/a.py', pythonLines(400));
    await client.open(uri, 'import torch\n');
    expect(await client.diagnostics('file:///red/vendor/a.py')).toEqual([]);
    expect(await client.diagnostics(uri)).toEqual([]);
  });
});

describe('an editor that refuses what the server asks for', () => {
  it('is served all the same', async () => {
    const client = await startClient({ refusesRegistrations: true });
    await client.log.first((line) => line.includes('not in this editor'));
    await client.open('file:///red/a.py', pythonLines(301));
    expect(await client.diagnostics('file:///red/a.py')).toHaveLength(1);
  });
});

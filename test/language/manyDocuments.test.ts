import { describe, expect, it, vi } from 'vitest';
import { RuleScreen } from '../../server/analysis/ruleScreen.ts';
import { type ClientOptions, type LanguageClient, startClient } from './languageClient.ts';
import { type TemporaryFolder, temporaryFolder } from './temporaryFolder.ts';

const count = 40;
const numbers = Array.from({ length: count }, (_, number) => number);
const ruff = '[lint.pylint]\nmax-args = 4\n';

/** Each imports the one before it, which no file on disk says yet. */
function textOf(number: number): string {
  return number === 0 ? 'import torch\n' : `import package.m${number - 1}\n`;
}

/** A server that has read the files of a folder. */
async function indexed(
  files: Readonly<Record<string, string>>,
  options: ClientOptions = {},
): Promise<{ client: LanguageClient; folder: TemporaryFolder }> {
  const first = { '.git/HEAD': '', 'first.py': 'import heavy\n', 'heavy.py': 'import torch\n' };
  const folder = await temporaryFolder({ ...first, ...files });
  const client = await startClient({ folders: [folder.uri()], ...options });
  await client.open(folder.uri('first.py'), 'import heavy\n');
  if (options.abilities) await client.published.first(({ diagnostics }) => diagnostics.length > 0);
  else {
    await client.pull(folder.uri('first.py'));
    await client.refreshes.first();
  }
  return { client, folder };
}

describe('many documents that are opened one after the other', () => {
  it.each([
    ['new to the folder', {}, (number: number) => `package/m${number}.py`],
    [
      'each in a folder whose tools are told something',
      Object.fromEntries(numbers.map((number) => [`package/p${number}/ruff.toml`, ruff])),
      (number: number) => `package/p${number}/m${number}.py`,
    ],
  ])('are looked at once each: %s', async (_, files, pathOf) => {
    const { client, folder } = await indexed({ 'package/__init__.py': '', ...files });
    const analyses = vi.spyOn(RuleScreen.prototype, 'rulesFor');
    for (const number of numbers) {
      const uri = folder.uri(pathOf(number));
      await client.open(uri, textOf(number));
      await client.pull(uri);
      // Between two more questions the server does what the opening makes it do.
      await client.hover(uri, 5);
      await client.hover(uri, 5);
    }
    expect(analyses.mock.calls.length).toBeLessThan(4 * count);
    analyses.mockRestore();
  });

  it('have only those published anew that an edit of another one makes different', async () => {
    const { client, folder } = await indexed({ 'light.py': '' }, { abilities: {} });
    await client.open(folder.uri('light.py'), 'import json\n');
    await client.open(folder.uri('heavy.py'), 'import torch\n');
    await client.published.first(({ uri }) => uri === folder.uri('heavy.py'));
    const before = client.published.all.length;
    await client.edit(folder.uri('heavy.py'), 2, 'import json\n');
    await client.published.first(
      ({ uri, diagnostics }) =>
        uri === folder.uri('first.py') && diagnostics.length === 0 && client.published.all.length > before,
    );
    await client.open(folder.uri('last.py'), 'import json\n');
    await client.published.first(({ uri }) => uri === folder.uri('last.py'));
    const told = client.published.all.slice(before).map(({ uri }) => uri);
    expect(told).not.toContain(folder.uri('light.py'));
  });
});

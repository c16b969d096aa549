import { expect, it } from 'vitest';
import { startClient } from './languageClient.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const requires = (version: string) => `[project]\nrequires-python = ">=${version}"\n`;
const text = 'import torch\n\n\ndef f():\n    return torch.ones(1)\n';

it('offers lazy imports where the Python of the nearest project knows them, in a part of a repository too', async () => {
  const folder = await temporaryFolder({
    '.git/HEAD': '',
    'pyproject.toml': requires('3.15'),
    'part/a.py': text,
    'part/old/pyproject.toml': requires('3.9'),
    'part/old/src/a.py': text,
  });
  const client = await startClient({ folders: [folder.uri('part')] });
  const offered = async (path: string) => {
    const uri = folder.uri(path);
    await client.open(uri, text);
    const actions = await client.codeActions(uri, { diagnostics: await client.diagnostics(uri) });
    return actions.some(({ title }) => title.startsWith('Import torch lazily (PEP 810)'));
  };
  expect(await offered('part/a.py')).toBe(true);
  expect(await offered('part/old/src/a.py')).toBe(false);
});

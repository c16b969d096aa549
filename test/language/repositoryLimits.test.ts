import { describe, expect, it } from 'vitest';
import { type LanguageClient, startClient } from './languageClient.ts';
import { pythonLines } from './pythonText.ts';
import { type TemporaryFolder, temporaryFolder } from './temporaryFolder.ts';

/** A file of 250 lines in a folder of these files, open in a client. */
async function opened(
  files: Readonly<Record<string, string>>,
  path: string,
  openedFolder = '',
): Promise<{ client: LanguageClient; folder: TemporaryFolder; limit: () => Promise<unknown> }> {
  const folder = await temporaryFolder(files);
  await folder.write(path, '');
  const client = await startClient({ folders: [folder.uri(openedFolder)] });
  await client.open(folder.uri(path), pythonLines(250));
  const limit = async () => (await client.diagnostics(folder.uri(path)))[0]?.data?.limit;
  return { client, folder, limit };
}

const limits = (file: number) => JSON.stringify({ v2: { limits: { file } } });

describe('limits of a repository', () => {
  it('are those of the repository around an opened folder, as on the command line', async () => {
    const files = { 'swarm.json': limits(200), '.git/HEAD': 'ref: refs/heads/main\n' };
    const { client, folder, limit } = await opened(files, 'packages/a/a.py', 'packages/a');
    expect(await limit()).toBe(200);
    await client.open(folder.uri('swarm.json'), limits(100), 'jsonc');
    expect(await limit()).toBe(100);
    const overrides = [{ files: ['packages/a/**'], limits: { file: 50 } }];
    await client.edit(folder.uri('swarm.json'), 2, JSON.stringify({ v2: { overrides } }));
    expect(await limit()).toBe(50);
  });

  it('come from the nearest configuration around a document, and change with it', async () => {
    const files = {
      '.git/HEAD': 'x',
      '.pylintrc': '[FORMAT]\nmax-module-lines=200\n',
      'p/a/src/pylintrc': '[FORMAT]\n',
    };
    const { client, folder, limit } = await opened(files, 'p/a/a.py', 'p/a');
    expect(await limit()).toBe(200);
    await folder.write('p/.pylintrc', '[FORMAT]\nmax-module-lines=150\n');
    await client.fileChanged(folder.uri('p/.pylintrc'));
    expect(await limit()).toBe(150);
    const inner = folder.uri('p/a/src/b.py');
    await client.open(inner, pythonLines(250));
    expect(await client.diagnostics(inner)).toEqual([]);
    await client.fileChanged(folder.uri('p/a/src/pylintrc'));
    await folder.write('p/a/src/pylintrc', '[FORMAT]\nmax-module-lines=100\n');
    await client.fileChanged(folder.uri('p/a/src/pylintrc'));
    expect((await client.diagnostics(inner))[0]?.data?.limit).toBe(100);
    expect(await limit()).toBe(150);
  });

  it('come from the tools that it configures, and change with them', async () => {
    const files = {
      '.pylintrc': '[FORMAT]\nmax-module-lines=200\n',
      'v2_rules.yaml': 'max_file_lines: 240\n',
    };
    const { client, folder, limit } = await opened(files, 'a.py');
    expect(await limit()).toBe(240);
    const { contents } = (await client.hover(folder.uri('a.py'), 240)) ?? {};
    expect(contents).toMatchObject({
      value: expect.stringContaining(
        `from the file of V2 rules: \`max_file_lines\` in [v2\\_rules.yaml line 1](${folder.uri('v2_rules.yaml')}#L1). ` +
          `It overrides:\n* 200 from pylint: \`max-module-lines\` in [.pylintrc line 2](${folder.uri('.pylintrc')}#L2)`,
      ),
    });
    await folder.write('v2_rules.yaml', 'max_file_lines: 230\n');
    await client.fileChanged(folder.uri('v2_rules.yaml'));
    expect(await limit()).toBe(230);
  });

  it('are tightened by what the file itself declares', async () => {
    const { client, folder } = await opened({}, 'a.py');
    await client.edit(folder.uri('a.py'), 2, `"""V2 compliance: < 100 lines"""\n${pythonLines(120)}`);
    const [found] = await client.diagnostics(folder.uri('a.py'));
    expect(found?.data).toEqual({ actual: 121, limit: 99 });
    const { contents } = (await client.hover(folder.uri('a.py'), 99)) ?? {};
    expect(contents).toMatchObject({
      value: expect.stringContaining('from the file itself: `V2 compliance: < 100 lines`'),
    });
  });
});

describe('files that state limits', () => {
  it('tell in the editor which exemptions are stale, and a fix removes them', async () => {
    const registry =
      '| File | Lines | Reason |\n|---|---|---|\n| src/gone.py | 500 | GUI |\n| src/big.py | 500 | GUI |\n';
    const folder = await temporaryFolder({ 'EXCEPTIONS.md': registry, 'src/big.py': pythonLines(400) });
    const client = await startClient({ folders: [folder.uri()] });
    const uri = folder.uri('EXCEPTIONS.md');
    await client.open(uri, registry, 'markdown');
    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "The exemption of 'src/gone.py' is stale: there is no such file.",
    ]);
    const [action] = await client.codeActions(uri, { diagnostics });
    expect(action).toMatchObject({ title: 'Remove the stale exemption', isPreferred: true });
    expect(JSON.stringify(action?.edit)).toContain(
      '"range":{"start":{"line":2,"character":0},"end":{"line":3,"character":0}},"newText":""',
    );
    await client.edit(uri, 2, registry.replace('| src/gone.py | 500 | GUI |\n', ''));
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('tell where another one says something else', async () => {
    const files = { 'v2_rules.yaml': 'max_file_lines: 300\n', 'swarm.json': limits(200) };
    const folder = await temporaryFolder(files);
    const client = await startClient({ folders: [folder.uri()] });
    await client.open(folder.uri('v2_rules.yaml'), files['v2_rules.yaml'], 'yaml');
    const [found] = await client.diagnostics(folder.uri('v2_rules.yaml'));
    expect(found).toMatchObject({
      code: 'limits-disagree',
      message:
        "'max_file_lines' allows 300, but v2.limits.file in swarm.json line 1 allows 200, and that holds.",
      relatedInformation: [{ location: { uri: folder.uri('swarm.json') } }],
    });
  });
});

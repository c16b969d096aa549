import { describe, expect, it } from 'vitest';
import { startClient } from './languageClient.ts';
import { pythonFunction, pythonLines } from './pythonText.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const page = (rule: string) =>
  `[${rule}](https://github.com/swarm-tools/swarm/blob/main/docs/rules/${rule}.md)`;

describe('hover', () => {
  it('says which limit holds and who set it', async () => {
    const folder = await temporaryFolder({ 'swarm.json': '{ "v2": { "limits": { "function": 20 } } }' });
    const client = await startClient({ folders: [folder.uri()] });
    await client.open(folder.uri('a.py'), `${pythonFunction('long', 25)}${pythonLines(300)}`);
    const shown = async (line: number) => (await client.hover(folder.uri('a.py'), line))?.contents;
    expect(await shown(0)).toEqual({
      kind: 'markdown',
      value: [
        `${page('function-too-long')}: 25 found. The limit is 20 (lines in a function), from`,
        `\`v2.limits.function\` in [swarm.json line 1](${folder.uri('swarm.json')}#L1). It overrides:\n* 30 from the`,
        'default of `swarm.limits.function`',
      ].join(' '),
    });
    expect(await shown(300)).toMatchObject({
      value: `${page('file-too-long')}: 325 found. The limit is 300 (lines in a file), from the default of \`swarm.limits.file\`.`,
    });
    expect(await client.hover(folder.uri('a.py'), 5)).toBeNull();
  });

  it('says what a comment disables, on its line and on that of the comment', async () => {
    const client = await startClient({ folders: [] });
    const text =
      '# flake8: noqa: C901\n\ndef f(a, b, c, d, e, f): pass  # noqa: PLR0913\nimport torch # noqa: X1\n';
    await client.open('file:///a.py', `${text}# pylint: disable=W\n`);
    const shown = async (line: number) => (await client.hover('file:///a.py', line))?.contents;
    expect(await shown(2)).toEqual({
      kind: 'markdown',
      value: `${page('too-many-parameters')} is disabled by the comment here, \`# noqa: PLR0913\`. Function 'f' has 6 parameters; the limit is 5.`,
    });
    expect(await client.hover('file:///a.py', 4)).toBeNull();
    const path = 'file:///b.py';
    await client.open(path, '# pylint: disable=R\ndef f(a, b, c, d, __e__, f): pass\n');
    const onComment = await client.hover(path, 0);
    expect(onComment?.contents).toMatchObject({
      value: `${page('too-many-parameters')} is disabled by the comment here, \`pylint: disable=R\`. On line 2: Function 'f' has 6 parameters; the limit is 5.`,
    });
    expect((await client.hover(path, 1))?.contents).toMatchObject({
      value: expect.stringContaining('by the comment on line 1'),
    });
  });

  it('does not repeat what stands in the message of a finding', async () => {
    const exemptions = [{ files: ['old.py'], rules: ['file-too-long'], reason: 'r', expires: '2020-01-01' }];
    const text = JSON.stringify({ v2: { exemptions } });
    const folder = await temporaryFolder({ 'swarm.json': text });
    const client = await startClient({ folders: [folder.uri()] });
    await client.open(folder.uri('swarm.json'), text, 'jsonc');
    const diagnostics = await client.diagnostics(folder.uri('swarm.json'));
    expect(diagnostics).toMatchObject([{ code: 'stale-exemption' }]);
    expect(await client.hover(folder.uri('swarm.json'), 0)).toBeNull();
  });

  it('says why a module counts as heavy', async () => {
    const folder = await temporaryFolder({
      'swarm.json': '{ "heavyImports": { "modules": ["ours"] } }',
      'ruff.toml': '[lint.flake8-tidy-imports]\nbanned-module-level-imports = ["banned"]\n',
    });
    const settings = () => ({ heavyImports: { modules: ['theirs'] } });
    const client = await startClient({ folders: [folder.uri()], settings });
    await client.open(folder.uri('a.py'), 'import ours.models\nimport theirs\nimport torch\nimport banned\n');
    const values = await Promise.all(
      [0, 1, 2, 3].map(async (line) => (await client.hover(folder.uri('a.py'), line))?.contents),
    );
    expect(values).toMatchObject([
      {
        value: expect.stringContaining(
          '`ours.models` is heavy because `heavyImports.modules` in swarm.json names `ours`',
        ),
      },
      { value: expect.stringContaining('the setting `swarm.heavyImports.modules` names `theirs`') },
      { value: expect.stringContaining('the built-in catalogue names `torch`') },
      { value: expect.stringContaining('the configuration of Ruff names `banned`') },
    ]);
  });
});

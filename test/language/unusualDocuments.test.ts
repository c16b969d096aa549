import { describe, expect, it } from 'vitest';
import { startClient } from './languageClient.ts';
import { pythonLines } from './pythonText.ts';

describe('unusual documents', () => {
  it.each([
    ['an empty one', '', 'python'],
    ['one of NUL', '\0'.repeat(100_000), 'python'],
    ['one line of 10 MB', 'x'.repeat(10_000_000), 'python'],
    ['one line of 10 MB without an end in sight', `"${'('.repeat(10_000_000)}`, 'javascript'],
    ['lone surrogates', '\uD800'.repeat(1000), 'python'],
    ['an unknown language', pythonLines(400), 'klingon'],
    ['a language without a limit', pythonLines(400), 'markdown'],
  ])('%s has no findings', async (_, text, languageId) => {
    const client = await startClient();
    await client.open('file:///elsewhere/a', text, languageId);
    expect(await client.diagnostics('file:///elsewhere/a')).toEqual([]);
  });

  it.each([
    'untitled:Untitled-1',
    'git:/a.py?%7B%22ref%22%3A%22%22%7D',
    'file:////odd',
    'no address',
    'x:%zz',
  ])('one at %s is checked', async (uri) => {
    const client = await startClient({ folders: ['file:///red'] });
    await client.open(uri, pythonLines(301));
    expect(await client.diagnostics(uri)).toHaveLength(1);
  });

  it('one of 20 MB is checked', async () => {
    const client = await startClient();
    await client.open('file:///elsewhere/a.py', pythonLines(2_500_000));
    expect(await client.diagnostics('file:///elsewhere/a.py')).toMatchObject([
      { data: { actual: 2_500_000 } },
    ]);
  });

  it('one with more findings than anybody reads shows the first thousand', async () => {
    const client = await startClient();
    const functionOfSixParameters = 'def f(a, b, c, d, e, f): pass\n';
    await client.open('file:///elsewhere/a.py', functionOfSixParameters.repeat(5000));
    expect(await client.diagnostics('file:///elsewhere/a.py')).toHaveLength(1000);
  });

  it('one that is not open has nothing to say', async () => {
    const client = await startClient();
    expect(await client.pull('file:///elsewhere/a.py')).toEqual({ kind: 'full', items: [] });
    expect(await client.hover('file:///elsewhere/a.py', 0)).toBeNull();
  });

  it('one with carriage returns alone is marked and mended where an editor sees the line', async () => {
    const client = await startClient();
    const uri = 'file:///elsewhere/a.py';
    await client.open(uri, `${'# one\r'.repeat(10)}# two\nimport torch\n`);
    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics).toMatchObject([{ range: { start: { line: 11, character: 7 } } }]);
    expect(await client.hover(uri, 11)).not.toBeNull();
    const actions = await client.codeActions(uri, { diagnostics });
    const action = actions.find(({ title }) => title === 'Disable heavy-import for this line');
    expect(action?.edit?.documentChanges).toMatchObject([
      { edits: [{ range: { start: { line: 11, character: 12 } } }] },
    ]);
  });
});

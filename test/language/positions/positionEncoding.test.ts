import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodedColumn, encodedColumn } from '../../../server/language/positions/positionEncoding.ts';
import { startClient } from '../languageClient.ts';
import { pretendedExplanation } from '../pretendedExplanation.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const uri = 'file:///elsewhere/a.py';

function started(...positionEncodings: string[]) {
  return startClient({
    abilities: { textDocument: { diagnostic: {} }, general: { positionEncodings } },
    parts: { explain: pretendedExplanation },
  });
}

describe('problems of a swarm.json that is not open', () => {
  it.each([
    ['utf-8', 16],
    ['utf-16', 11],
  ])('are placed in %s', async (encoding, character) => {
    const folder = await temporaryFolder({ 'swarm.json': '{ "é𝒳𝒳": tru }\r\r\n' });
    const abilities = {
      textDocument: { diagnostic: {} },
      general: { positionEncodings: [encoding] },
    };
    const client = await startClient({ folders: [folder.uri()], abilities });
    const places = (await client.diagnostics(folder.uri('swarm.json'))).map(({ range }) => range.start);
    expect(places).toContainEqual({ line: 0, character });
  });
});

describe('columns', () => {
  it.each([
    ['utf-8', 'aé𝒳b', [0, 1, 3, 7, 8]],
    ['utf-16', 'aé𝒳b', [0, 1, 2, 4, 5]],
    ['utf-32', 'aé𝒳b', [0, 1, 2, 3, 4]],
  ] as const)('are counted in %s', (encoding, line, columns) => {
    const utf16 = [0, 1, 2, 4, 5];
    expect(utf16.map((column) => encodedColumn(line, column, encoding))).toEqual(columns);
    expect(columns.map((column) => decodedColumn(line, column, encoding))).toEqual(utf16);
  });

  it('inside a character and behind the line fall to what is there', () => {
    expect(decodedColumn('𝒳', 2, 'utf-8')).toBe(0);
    expect(decodedColumn('𝒳', 1, 'utf-16')).toBe(0);
    expect(decodedColumn('ab', 99, 'utf-32')).toBe(2);
  });

  it('agree with the bytes of a text in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const column = encodedColumn(before + after, before.length, 'utf-8');
        expect(column).toBe(Buffer.byteLength(before));
        expect(decodedColumn(before + after, column, 'utf-8')).toBe(before.length);
      }),
    );
  });
});

describe('a server', () => {
  const line = "s = '𝒳é'; import torch\n";

  it.each([
    [['utf-8', 'utf-16'], 'utf-16', 18],
    [['utf-8'], 'utf-8', 21],
    [['utf-32', 'utf-8'], 'utf-8', 21],
    [['utf-32'], 'utf-32', 17],
    [[], 'utf-16', 18],
    [['utf-7'], 'utf-16', 18],
  ])('for an editor that offers %s counts in %s', async (offered, _chosen, character) => {
    const client = await started(...offered);
    await client.open(uri, line);
    const [found] = await client.diagnostics(uri);
    expect(found?.range.start).toEqual({ line: 0, character });
  });

  it('makes edits and takes them in the units it said', async () => {
    const client = await started('utf-8');
    await client.open(uri, `${line}x = '𝒳'\n`);
    const [disabling] = await client.codeActions(uri, { diagnostics: await client.diagnostics(uri) });
    expect(disabling?.edit?.changes?.[uri]).toBeDefined();
    // Behind the 12 bytes of `x = '𝒳` comes the quote: an edit there must not split the character.
    const place = { line: 1, character: 9 };
    await client.edit(uri, 2, "'; import torch #", { start: place, end: place });
    const found = await client.diagnostics(uri);
    expect(found.map(({ range }) => range.start)).toEqual([
      { line: 0, character: 21 },
      { line: 1, character: 19 },
    ]);
  });
});

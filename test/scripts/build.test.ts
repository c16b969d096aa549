import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { buildPrograms } from '../../scripts/build.ts';

test('A program is bundled in ASCII, and its regular expressions match what they did', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-build-'));
  try {
    const source = path.join(folder, 'source.ts');
    const code =
      "export const found = (text: string) => [/[„“]|≤\\s/.exec(text)?.[0], /^[😀é]$/u.test(text), '→'];\n";
    await writeFile(source, code);
    await buildPrograms({ program: source }, path.join(folder, 'out'));
    const bundle = path.join(folder, 'out', 'program.js');
    expect(await readFile(bundle, 'latin1')).toMatch(/^[\0-\x7f]*$/);
    const { found } = await import(pathToFileURL(bundle).href);
    expect([found('x ≤ 3'), found('„'), found('😀')]).toEqual([
      ['≤ ', false, '→'],
      ['„', false, '→'],
      [undefined, true, '→'],
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

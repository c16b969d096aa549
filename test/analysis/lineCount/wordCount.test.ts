import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { filesBelow } from '../../trials/libraryFiles.ts';

const hasWc = spawnSync('wc', ['--version']).status === 0;
const peculiar = ['', 'a', '\n', 'a\n\n', 'a\r\nb\r\n', 'a\rb', '\ufeffa\n', 'a\u2028b\x0c\x85\n', 'é\0\n😀'];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'swarm-lines-'));
  peculiar.forEach((text, index) => {
    writeFileSync(path.join(folder, `${index}.py`), text);
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = path.resolve(import.meta.dirname, '../../..');

describe.skipIf(!hasWc)('lines of a file, like wc -l and an unfinished last one (needs wc)', () => {
  it.each([
    ['peculiar texts', () => filesBelow([folder], '.py'), peculiar.length],
    ['our own code', () => filesBelow([path.join(root, 'server')], '.ts'), 200],
    ['packages', () => filesBelow([path.join(root, 'node_modules/zod')], '.js'), 100],
  ])('are counted in %s', (_, list, atLeast) => {
    const files = list();
    expect(files.length).toBeGreaterThanOrEqual(atLeast);
    const counts = execFileSync('wc', ['-l', ...files], { encoding: 'utf8' }).split('\n');
    files.forEach((file, index) => {
      const text = readFileSync(file, 'utf8');
      const unfinished = text === '' || text.endsWith('\n') ? 0 : 1;
      const expected = Number.parseInt(counts[index] ?? '', 10) + unfinished;
      const { lineCount } = new SourceModule(text, 'typescript');
      expect({ file, lineCount }).toEqual({ file, lineCount: expected });
    });
  });
});

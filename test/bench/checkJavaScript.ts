// Whole-process times of `swarm check` over 30 MB of JavaScript and TypeScript, beside linters that count its lines.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildAll } from '../../scripts/build.ts';
import { printTable } from './contender.ts';
import { type CorpusFile, npmCorpus, sourceFiles } from './npmCorpus.ts';
import { floorContenders, swarmContenders } from './swarmContenders.ts';

const wantedBytes = 30e6;
/** What is longer was made by a bundler; nobody lints it. */
const largestSource = 200_000;
const names = ['antd', 'webpack', 'eslint', 'rxjs', '@mui/material', 'date-fns', 'three'];

function copySources(modules: string, target: string): CorpusFile[] {
  let bytes = 0;
  const chosen: CorpusFile[] = [];
  for (const each of sourceFiles(modules, names)) {
    if (each.size > largestSource || bytes >= wantedBytes) continue;
    bytes += each.size;
    chosen.push(each);
    const copy = path.join(target, path.relative(modules, each.file));
    mkdirSync(path.dirname(copy), { recursive: true });
    cpSync(each.file, copy);
  }
  return chosen;
}

const folder = mkdtempSync(path.join(tmpdir(), 'swarm-bench-'));
try {
  await buildAll();
  const modules = npmCorpus();
  const corpus = path.join(folder, 'corpus');
  mkdirSync(corpus);
  const files = copySources(modules, corpus);
  writeFileSync(path.join(corpus, 'biome.json'), '{ "root": true }\n');
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  const program = (name: string) => path.join(modules, '.bin', name);
  printTable(
    `Check ${files.length} JavaScript and TypeScript files, ${(bytes / 1e6).toFixed(1)} MB`,
    [
      ...swarmContenders(corpus, folder),
      {
        name: 'oxlint, max-lines alone',
        command: [program('oxlint'), '-A', 'all', '-D', 'max-lines', '--no-ignore', corpus],
      },
      {
        name: 'biome, lines of files alone',
        command: [biome, 'lint', '--only=style/noExcessiveLinesPerFile', '--max-diagnostics=10', '.'],
        folder: corpus,
      },
      { name: 'wc -l', command: ['find', corpus, '-type', 'f', '-exec', 'wc', '-l', '{}', '+'] },
      ...floorContenders(corpus),
    ],
    5,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

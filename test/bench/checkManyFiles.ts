// Whole-process times of `swarm check` over 13,000 files of 152 MB, beside `wc -l` over the same list.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildAll } from '../../scripts/build.ts';
import { printTable } from './contender.ts';
import { npmCorpus, sourceFiles } from './npmCorpus.ts';
import { floorContenders, swarmContenders } from './swarmContenders.ts';

const wantedFiles = 13_000;
const names = [
  'typescript',
  '@babel/standalone',
  'next',
  'three',
  'antd',
  'webpack',
  'rxjs',
  'lodash',
  'eslint',
];

const folder = mkdtempSync(path.join(tmpdir(), 'swarm-bench-'));
try {
  await buildAll();
  const modules = npmCorpus();
  const files = sourceFiles(modules, names).slice(0, wantedFiles);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const corpus = path.join(folder, 'corpus');
  for (const { file } of files) {
    const copy = path.join(corpus, path.relative(modules, file));
    mkdirSync(path.dirname(copy), { recursive: true });
    cpSync(file, copy);
  }
  printTable(
    `Check ${files.length} files, ${(bytes / 1e6).toFixed(0)} MB`,
    [
      ...swarmContenders(corpus, folder),
      { name: 'wc -l', command: ['find', corpus, '-type', 'f', '-exec', 'wc', '-l', '{}', '+'] },
      ...floorContenders(corpus),
    ],
    5,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

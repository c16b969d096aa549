// Whole-process times of `swarm check` over 400 files of Python's standard library, beside what else counts lines.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildAll } from '../../scripts/build.ts';
import { SourceModule } from '../../server/analysis/sourceModule.ts';
import { type Contender, printTable } from './contender.ts';
import { libraryFiles } from './libraryFiles.ts';
import { floorContenders, swarmContenders } from './swarmContenders.ts';

const rounds = 9;

/** Copies library files, and gives their names. */
function copyLibrary(target: string): string[] {
  return libraryFiles().map((file, index) => {
    const copy = path.join(target, `${index}-${path.basename(file)}`);
    copyFileSync(file, copy);
    return copy;
  });
}

function installed(module: string): boolean {
  const found = spawnSync('python3', ['-c', `import ${module}`]).status === 0;
  if (!found) console.log(`${module} is not installed here: skipped.`);
  return found;
}

/** Our line counts against those of `wc -l`, which does not count an unfinished last line. */
function compareCounts(files: readonly string[]): void {
  const output = execFileSync('wc', ['-l', ...files], { encoding: 'utf8' });
  const counted = output.split('\n').map((line) => Number.parseInt(line, 10));
  const different = files.filter((file, index) => {
    const text = readFileSync(file, 'latin1');
    const expected = (counted[index] ?? 0) + (text !== '' && !text.endsWith('\n') ? 1 : 0);
    return new SourceModule(text, 'python').lineCount !== expected;
  });
  console.log(
    `Line counts agree with wc -l for ${files.length - different.length} of ${files.length} files.`,
  );
  if (different.length > 0) process.exitCode = 1;
}

const launcher = path.resolve(import.meta.dirname, '../../dist/server/swarm.cjs');
const folder = mkdtempSync(path.join(tmpdir(), 'swarm-bench-'));
try {
  const library = path.join(folder, 'library');
  mkdirSync(library);
  await buildAll();
  const files = copyLibrary(library);
  const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0);
  compareCounts(files);
  const peers: Contender[] = [{ name: 'wc -l', command: ['wc', '-l', ...files] }];
  if (installed('pyflakes'))
    peers.push({ name: 'pyflakes', command: ['python3', '-m', 'pyflakes', library] });
  if (installed('pylint')) {
    const options = ['--disable=all', '--enable=C0302', '--max-module-lines=300'];
    peers.push({ name: 'pylint C0302', command: ['python3', '-m', 'pylint', ...options, ...files] });
  }
  printTable(
    `Check ${files.length} Python files, ${(bytes / 1e6).toFixed(1)} MB`,
    [...swarmContenders(library, folder), ...peers, ...floorContenders(library)],
    rounds,
  );
  printTable(
    'Start',
    [
      { name: 'swarm --version', command: [process.execPath, launcher, '--version'] },
      { name: 'node -e 0', command: [process.execPath, '-e', '0'] },
    ],
    rounds,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

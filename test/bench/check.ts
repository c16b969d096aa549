// Whole-process times of `swarm check` over 400 files of Python's standard library, beside what else counts lines.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildAll } from '../../scripts/build.ts';
import { SourceModule } from '../../server/analysis/sourceModule.ts';
import { type Contender, printTable } from './contender.ts';
import { floorContenders, swarmContenders } from './swarmContenders.ts';

const rounds = 9;

/** Copies the largest library files that together have about 7.5 MB, 400 of them, and gives their names. */
function copyLibrary(target: string): string[] {
  const program = `import os, sysconfig
root = sysconfig.get_paths()['stdlib']
for d, ds, fs in os.walk(root):
    ds[:] = [x for x in ds if x not in ('site-packages', 'dist-packages', 'test', 'tests')]
    for f in fs:
        p = os.path.join(d, f)
        if f.endswith('.py'): print(os.path.getsize(p), p)`;
  const listed = execFileSync('python3', ['-I', '-c', program], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => ({ size: Number.parseInt(line, 10), file: line.slice(line.indexOf(' ') + 1) }))
    .sort((a, b) => b.size - a.size);
  const first = firstOfWindow(listed.map(({ size }) => size));
  return listed.slice(first, first + 400).map(({ file }, index) => {
    const copy = path.join(target, `${index}-${path.basename(file)}`);
    copyFileSync(file, copy);
    return copy;
  });
}

/** Where 400 files in a row, largest first, come nearest to 7.5 MB. */
function firstOfWindow(sizes: readonly number[]): number {
  let best = 0;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (let first = 0; first + 400 <= sizes.length; first++) {
    const total = sizes.slice(first, first + 400).reduce((sum, size) => sum + size, 0);
    if (Math.abs(total - 7.5e6) >= bestDistance) continue;
    best = first;
    bestDistance = Math.abs(total - 7.5e6);
  }
  return best;
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

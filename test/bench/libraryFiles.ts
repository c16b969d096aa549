import { execFileSync } from 'node:child_process';

const program = `import os, sysconfig
root = sysconfig.get_paths()['stdlib']
for d, ds, fs in os.walk(root):
    ds[:] = [x for x in ds if x not in ('site-packages', 'dist-packages', 'test', 'tests')]
    for f in fs:
        p = os.path.join(d, f)
        if f.endswith('.py'): print(os.path.getsize(p), p)`;

/** 400 files of Python's standard library that together have about 7.5 MB, the largest first. */
export function libraryFiles(): string[] {
  const listed = execFileSync('python3', ['-I', '-c', program], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => ({ size: Number.parseInt(line, 10), file: line.slice(line.indexOf(' ') + 1) }))
    .sort((a, b) => b.size - a.size);
  const first = firstOfWindow(listed.map(({ size }) => size));
  return listed.slice(first, first + 400).map(({ file }) => file);
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

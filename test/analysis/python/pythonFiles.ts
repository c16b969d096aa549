import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Another Python and other files: `SWARM_PYTHON=python3.13 SWARM_PYTHON_FILES=/usr/lib/python3 npx vitest run …`.
const python = process.env['SWARM_PYTHON'] ?? 'python3';
const chosenFolder = process.env['SWARM_PYTHON_FILES'];

export const hasPython = spawnSync(python, ['--version']).status === 0;

/** What Python prints, without the user's environment. */
export function runPython(args: readonly string[], input = ''): string {
  return spawnSync(python, ['-I', ...args], { input, maxBuffer: 1 << 30, encoding: 'utf8' }).stdout;
}

/** About so many files of the standard library, or all of the chosen folder. */
export function pythonFiles(count: number): string[] {
  const folder =
    chosenFolder ?? runPython(['-c', 'import sysconfig; print(sysconfig.get_paths()["stdlib"])']).trim();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py') && (chosenFolder || !/(?:site|dist)-packages/.test(name)))
    .sort()
    .map((name) => join(folder, name));
  const every = chosenFolder === undefined ? Math.ceil(files.length / count) : 1;
  return files.filter((_, index) => index % every === 0);
}

/** What a program that reads a list of files prints about each that is Python: lines of `[path, facts]`. */
export function factsOf<Facts>(program: string, files: readonly string[]): [string, Facts][] {
  const lines = runPython([program], JSON.stringify(files)).trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** The first items that only one of two lists has. */
export function difference(found: readonly string[], expected: readonly string[]): string[] {
  const [ours, theirs] = [new Set(found), new Set(expected)];
  const surplus = found.filter((item) => !theirs.has(item)).map((item) => `+ ${item}`);
  const missing = expected.filter((item) => !ours.has(item)).map((item) => `- ${item}`);
  return [...surplus.slice(0, 5), ...missing.slice(0, 5)];
}

// Line counts file by file against `wc -l`, Pylint's C0302 and ESLint's max-lines in its modes: `node test/trials/lineCounts.ts`
import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Counting } from '../../server/analysis/limits/limits.ts';
import { SourceModule } from '../../server/analysis/sourceModule.ts';
import { installedPackages } from '../bench/installedPackages.ts';
import { filesBelow, pythonFiles, pythonWith, utf8Text } from './libraryFiles.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Command lines have an end. */
const batch = 500;

interface Comparison {
  compared: number;
  readonly differences: string[];
}

function compare(
  name: string,
  files: readonly string[],
  counts: (file: string, text: string) => Pair | undefined,
): void {
  const result: Comparison = { compared: 0, differences: [] };
  for (const file of files) {
    const text = utf8Text(file);
    const pair = text === undefined ? undefined : counts(file, text);
    if (!pair) continue;
    result.compared++;
    if (pair.ours !== pair.theirs) result.differences.push(`${file}: ${pair.ours}, there ${pair.theirs}`);
  }
  const agree = result.compared - result.differences.length;
  console.log(`${name.padEnd(44)} ${String(agree).padStart(6)} of ${result.compared} files agree`);
  for (const difference of result.differences.slice(0, 10)) console.log(`    ${difference}`);
  if (result.differences.length > 0) process.exitCode = 1;
}

interface Pair {
  readonly ours: number;
  readonly theirs: number;
}

function inBatches(files: readonly string[], run: (some: readonly string[]) => void): void {
  for (let first = 0; first < files.length; first += batch) run(files.slice(first, first + batch));
}

function compareWithWc(files: readonly string[]): void {
  const feeds = new Map<string, number>();
  inBatches(files, (some) => {
    const lines = execFileSync('wc', ['-l', ...some], { encoding: 'utf8' }).split('\n');
    some.forEach((file, index) => {
      feeds.set(file, Number.parseInt(lines[index] ?? '', 10));
    });
  });
  compare('wc -l, and an unfinished last line', files, (file, text) => ({
    ours: new SourceModule(text, 'python').lineCount,
    theirs: (feeds.get(file) ?? 0) + (text === '' || text.endsWith('\n') ? 0 : 1),
  }));
}

/** Pylint says nothing of a module that it cannot parse. */
function compareWithPylint(python: string, files: readonly string[]): void {
  const counts = new Map<string, number>();
  const messages = ['--disable=all', '--enable=C0302', '--max-module-lines=1', '--rcfile=/dev/null'];
  const options = ['-m', 'pylint', '--msg-template={abspath}|{msg}', ...messages];
  inBatches(files, (some) => {
    const { stdout } = spawnSync(python, [...options, ...some], { encoding: 'utf8', maxBuffer: 1 << 28 });
    for (const [, file = '', count] of stdout.matchAll(/^(.*)\|Too many lines in module \((\d+)\/1\)$/gm))
      counts.set(file, Number(count));
  });
  compare("Pylint's C0302", files, (file, text) => {
    const theirs = counts.get(file);
    return theirs === undefined ? undefined : { ours: new SourceModule(text, 'python').lineCount, theirs };
  });
}

interface Linter {
  verify(
    text: string,
    configuration: unknown,
  ): { readonly ruleId: string | null; readonly message: string }[];
}

const modes: readonly (readonly [Counting, object])[] = [
  ['physical', {}],
  ['non-blank', { skipBlankLines: true }],
  ['code', { skipBlankLines: true, skipComments: true }],
];

function compareWithEslint(files: readonly string[]): void {
  const modules = installedPackages('swarm-trial-eslint', ['eslint@9.39.1']);
  const { Linter } = createRequire(path.join(modules, 'x.js'))('eslint') as { Linter: new () => Linter };
  const linter = new Linter();
  for (const [counting, options] of modes)
    compare(`ESLint's max-lines, ${JSON.stringify(options)}`, files, (_, text) => {
      const theirs = eslintCount(linter, text, options);
      // An empty text has a line there.
      if (theirs === undefined || text === '') return undefined;
      return { ours: new SourceModule(text, 'javascript').counted(counting).total, theirs };
    });
}

/** Undefined for a text that ESLint cannot parse. */
function eslintCount(linter: Linter, text: string, options: object): number | undefined {
  const configuration = {
    rules: { 'max-lines': ['error', { max: 0, ...options }] },
    languageOptions: {
      ecmaVersion: 'latest',
      sourceType: text.includes('import') ? 'module' : 'commonjs',
      parserOptions: { ecmaFeatures: { jsx: true } },
    },
    linterOptions: { noInlineConfig: true },
  };
  const messages = linter.verify(text, configuration);
  if (messages.some(({ ruleId }) => ruleId === null)) return undefined;
  const count = messages.map(({ message }) => /\((\d+)\)/.exec(message)?.[1])[0];
  return count === undefined ? 0 : Number(count);
}

const python = pythonFiles();
const javascript = filesBelow([path.join(root, 'node_modules')], '.js');
compareWithWc([...python, ...javascript]);
const withPylint = pythonWith('pylint');
if (withPylint) compareWithPylint(withPylint, python.slice(0, 700));
else console.log('Pylint is not installed here (apt-get install pylint): skipped.');
compareWithEslint(javascript);

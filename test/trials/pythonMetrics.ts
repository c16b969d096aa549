// Measures of Python's functions against Python's own parser, Ruff, mccabe and Pylint: `node test/trials/pythonMetrics.ts`
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Definition } from '../../server/analysis/scan/definition.ts';
import { SourceModule } from '../../server/analysis/sourceModule.ts';
import { measured } from '../analysis/python/measured.ts';
import { installedPackages } from '../bench/installedPackages.ts';
import { pythonFiles, pythonWith, utf8Text } from './libraryFiles.ts';

const batch = 500;

/** How often a figure of ours and one of a peer's agree. */
class Agreement {
  readonly #name: string;
  #compared = 0;
  readonly #differences: string[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  add(place: string, ours: number | string, theirs: number | string): void {
    this.#compared++;
    if (ours !== theirs) this.#differences.push(`${place}: ${ours}, there ${theirs}`);
  }

  print(shown = 5): void {
    const agree = this.#compared - this.#differences.length;
    const share = (100 * agree) / Math.max(1, this.#compared);
    console.log(`${this.#name.padEnd(52)} ${agree} of ${this.#compared} agree (${share.toFixed(3)} %)`);
    for (const difference of this.#differences.slice(0, shown)) console.log(`    ${difference}`);
  }

  get isWhole(): boolean {
    return this.#differences.length === 0 && this.#compared > 0;
  }
}

function functionsOf(text: string): Definition[] {
  return new SourceModule(text, 'python').definitions.filter(({ kind }) => kind === 'function');
}

function compareWithParser(files: readonly string[]): void {
  const agreement = new Agreement("Python's own parser: all measures");
  const program = path.resolve(import.meta.dirname, '../analysis/python/metrics.py');
  for (let first = 0; first < files.length; first += batch) {
    const some = files.slice(first, first + batch);
    const output = execFileSync('python3', ['-I', program, ...some], {
      encoding: 'utf8',
      maxBuffer: 1 << 29,
    });
    for (const line of output.trim().split('\n')) {
      const { file, definitions } = JSON.parse(line) as { file: string; definitions: string[] };
      const ours = measured(readFileSync(file, 'utf8'));
      const theirs = [...definitions].sort();
      for (let index = 0; index < Math.max(ours.length, theirs.length); index++)
        agreement.add(file, ours[index] ?? 'none', theirs[index] ?? 'none');
    }
  }
  agreement.print();
  if (!agreement.isWhole) process.exitCode = 1;
}

/** Ruff counts neither `*args` and `**kwargs` nor names with a leading underscore. */
const otherwiseCounted = /\*\s*\w|[(,]\s*_/;

/** Which functions have only parameters that Ruff counts too. */
function hasPlainParameters(text: string): (definition: Definition) => boolean {
  const lines = text.split('\n');
  return ({ firstLine }) => {
    const head = /^[\s\S]*?\)\s*(?:->[^:]*)?:/.exec(
      lines.slice(firstLine - 1, firstLine + 30).join('\n'),
    )?.[0];
    return head !== undefined && !otherwiseCounted.test(head);
  };
}

interface RuffDiagnostic {
  readonly code: string | null;
  readonly message: string;
  readonly start_location: { readonly row: number };
}
interface Ruff {
  readonly Workspace: new (options: object, encoding: number) => { check(text: string): RuffDiagnostic[] };
  readonly PositionEncoding: { readonly Utf16: number };
}

const ruffOptions = {
  preview: true,
  'target-version': 'py314',
  lint: {
    select: ['C901', 'PLR0913'],
    mccabe: { 'max-complexity': 0 },
    pylint: { 'max-args': 0 },
  },
};

function compareWithRuff(files: readonly string[]): void {
  const modules = installedPackages('swarm-trial-ruff', ['@astral-sh/ruff-wasm-nodejs@0.17.3']);
  const ruff = createRequire(path.join(modules, 'x.js'))('@astral-sh/ruff-wasm-nodejs') as Ruff;
  const workspace = new ruff.Workspace(ruffOptions, ruff.PositionEncoding.Utf16);
  const complexity = new Agreement("Ruff's C901: complexity");
  const parameters = new Agreement("Ruff's PLR0913: parameters, without * and _ names");
  for (const file of files) {
    const text = utf8Text(file);
    // A comment that silences Ruff would silence the comparison.
    if (text === undefined || /noqa/i.test(text)) continue;
    const found = workspace.check(text);
    if (found.some(({ code }) => code === null || code === 'invalid-syntax')) continue;
    const functions = functionsOf(text);
    addFigures(complexity, file, byRule(found, 'complex-structure'), functions, (each) => each.complexity);
    const plain = functions.filter(hasPlainParameters(text));
    addFigures(parameters, file, byRule(found, 'too-many-arguments'), plain, (each) => each.parameters);
  }
  complexity.print();
  parameters.print();
  if (!complexity.isWhole) process.exitCode = 1;
}

function byRule(found: readonly RuffDiagnostic[], rule: string): RuffDiagnostic[] {
  return found.filter(({ code }) => code === rule);
}

function addFigures(
  agreement: Agreement,
  file: string,
  found: readonly RuffDiagnostic[],
  functions: readonly Definition[],
  figure: (definition: Definition) => number,
): void {
  const byLine = new Map(functions.map((each) => [each.nameRange.start.line, each]));
  for (const { message, start_location } of found) {
    const ours = byLine.get(start_location.row);
    const theirs = /\((\d+) > 0\)/.exec(message)?.[1];
    if (ours && theirs !== undefined)
      agreement.add(`${file}:${start_location.row}`, figure(ours), Number(theirs));
  }
}

function compareWithMccabe(python: string, files: readonly string[]): void {
  const agreement = new Agreement('mccabe: complexity of functions without try and match');
  for (const file of files) {
    const text = utf8Text(file);
    if (text === undefined) continue;
    const { stdout, status } = spawnSync(python, ['-m', 'mccabe', file], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0) continue;
    const lines = text.split('\n');
    const theirs = new Map(
      [...stdout.matchAll(/^(\d+):\d+: '.*' (\d+)$/gm)].map(([, line, count]) => [
        Number(line),
        Number(count),
      ]),
    );
    for (const { firstLine, lastLine, complexity } of functionsOf(text)) {
      const body = lines.slice(firstLine - 1, lastLine).join('\n');
      const count = theirs.get(firstLine);
      if (count !== undefined && !/^\s*(try|match)\b/m.test(body))
        agreement.add(`${file}:${firstLine}`, complexity, count);
    }
  }
  agreement.print();
}

const files = pythonFiles();
compareWithParser(files);
compareWithRuff(files);
const python = pythonWith('mccabe');
if (python)
  compareWithMccabe(
    python,
    files.filter((_, index) => index % 8 === 0),
  );
else console.log('mccabe is not installed here (apt-get install python3-mccabe): skipped.');

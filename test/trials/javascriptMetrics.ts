// What the scanner measures of JavaScript and TypeScript, beside ESLint's own rules, file by file.
// `node test/trials/javascriptMetrics.ts [files] [folder …]`; without folders, over packages that npm fetches.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { languageOf } from '../../server/analysis/languages.ts';
import type { Definition } from '../../server/analysis/scan/definition.ts';
import { SourceModule } from '../../server/analysis/sourceModule.ts';
import { npmCorpus, sourceFiles } from '../bench/npmCorpus.ts';
import { eslintPeer, type MeasuredFile, type MeasuredFunction } from './eslintPeer.ts';

const packages = [
  'antd',
  'webpack',
  'eslint',
  'rxjs',
  '@mui/material',
  'date-fns',
  'three',
  'lodash',
  'next',
];
const largestSource = 200_000;

const measures: Readonly<Record<string, (each: MeasuredFunction) => number>> = {
  'max-lines-per-function': ({ lines }) => lines,
  'max-params': ({ parameters }) => parameters,
  complexity: ({ complexity }) => complexity,
  'max-depth': ({ nesting }) => nesting,
};

class Agreement {
  all = 0;
  same = 0;
  readonly differences: string[] = [];

  note(file: string, expected: readonly string[], found: readonly string[]): void {
    const rest = [...found];
    this.all += expected.length;
    for (const each of expected) {
      const at = rest.indexOf(each);
      if (at >= 0) rest.splice(at, 1);
      else this.differences.push(`${file}: ESLint ${each}; we ${nearest(each, rest)}`);
    }
    this.same = this.all - this.differences.length;
  }
}

function nearest(expected: string, found: readonly string[]): string {
  const [lines = ''] = expected.split(' ');
  return found.filter((each) => each.startsWith(`${lines} `)).join(' or ') || 'find no such function';
}

function oursOf(definition: Definition): MeasuredFunction {
  return { ...definition, lines: definition.lastLine - definition.firstLine + 1 };
}

const agreements = new Map(
  [...Object.keys(measures), 'max-classes-per-file'].map((name) => [name, new Agreement()]),
);

function compare(file: string, module: SourceModule, theirs: MeasuredFile): void {
  const functions = module.definitions.filter(({ kind }) => kind === 'function').map(oursOf);
  for (const [name, measure] of Object.entries(measures)) {
    const row = (each: MeasuredFunction) => `${each.firstLine}-${each.lastLine} ${measure(each)}`;
    agreements.get(name)?.note(file, theirs.functions.map(row), functions.map(row));
  }
  const classes = module.definitions.filter(({ kind, isEnum }) => kind === 'class' && !isEnum).length;
  agreements
    .get('max-classes-per-file')
    ?.note(file, [`all ${theirs.classes}`], [`all ${Math.max(1, classes)}`]);
}

const [wanted = '1500', ...folders] = process.argv.slice(2);
const modules = npmCorpus();
const sources = (
  folders.length > 0 ? folders.flatMap((each) => sourceFiles(each, ['.'])) : sourceFiles(modules, packages)
)
  .filter(({ size, file }) => size <= largestSource && !file.endsWith('.d.ts'))
  .map(({ file }) => file);
const step = Math.max(1, Math.floor(sources.length / Number(wanted)));
const measure = eslintPeer();
let compared = 0;
let refused = 0;
for (const file of sources.filter((_, index) => index % step === 0)) {
  const text = readFileSync(file, 'utf8');
  const languageId = languageOf(file);
  if (languageId === undefined) continue;
  const theirs = measure(text, file, languageId.startsWith('typescript'));
  if (!theirs) refused++;
  else {
    compared++;
    compare(path.relative(modules, file), new SourceModule(text, languageId), theirs);
  }
}
console.log(`${compared} files; ESLint's parser refused ${refused} more.`);
for (const [name, { all, same }] of agreements)
  console.log(
    `  ${name.padEnd(24)} ${String(same).padStart(7)} of ${String(all).padStart(7)} agree, ${((100 * same) / all).toFixed(3)} %`,
  );
for (const [name, { differences }] of agreements)
  for (const each of differences.slice(0, Number(process.env['SHOWN'] ?? 10)))
    console.log(`  ${name}: ${each}`);

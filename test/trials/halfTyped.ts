// What imports and definitions survive one half-typed edit, in 200 files of each language, beside what parsers find.
import { readFileSync } from 'node:fs';
import { languageOf } from '../../server/analysis/languages.ts';
import {
  ourReader,
  type Reader,
  type SourceText,
  samplesOf,
  survivals,
} from '../analysis/halfTyped/survival.ts';
import { npmCorpus, sourceFiles } from '../bench/npmCorpus.ts';
import { javascriptPeers, pythonPeer } from './halfTypedPeers.ts';
import { pythonFiles } from './libraryFiles.ts';

const wanted = 200;
const packages = ['antd', 'webpack', 'rxjs', '@mui/material', 'date-fns', 'three', 'next'];

/** Files with something to lose, spread evenly over those there are. */
function chosen(files: readonly string[]): SourceText[] {
  const worthwhile = files.flatMap((name): SourceText[] => {
    const text = readFileSync(name, 'utf8');
    const languageId = languageOf(name) ?? '';
    const { imports, definitions } = ourReader(text, languageId);
    const lines = text.split('\n').length;
    return imports.length > 0 &&
      definitions.length > 2 &&
      lines > 40 &&
      lines < 3000 &&
      text.length < lines * 120
      ? [{ name, text, languageId }]
      : [];
  });
  const step = worthwhile.length / wanted;
  return Array.from(
    { length: Math.min(wanted, worthwhile.length) },
    (_, index) => worthwhile[Math.floor(index * step)],
  ).filter((each) => each !== undefined);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`.padStart(9);
}

function table(
  title: string,
  sources: readonly SourceText[],
  readers: Readonly<Record<string, Reader>>,
): void {
  const samples = samplesOf(sources);
  console.log(
    `\n${title}: ${sources.length} files, ${samples.length} edits; imports and definitions that survive`,
  );
  const shown = Number(process.env['SHOWN'] ?? 0);
  for (const [name, reader] of Object.entries(readers)) {
    let left = name === 'swarm' ? shown : 0;
    const all = survivals(samples, reader, (sample, gone) => {
      if (left-- > 0)
        console.log(sample.kind, `${sample.source.name}:${sample.corrupted.line}`, gone.slice(0, 4));
    });
    console.log(`  ${name}`);
    for (const [kind, { imports, importsLeft, definitions, definitionsLeft }] of all)
      console.log(
        `    ${kind.padEnd(28)} ${percent(importsLeft, imports)} ${percent(definitionsLeft, definitions)}`,
      );
  }
}

const modules = npmCorpus();
const scripts = sourceFiles(modules, packages).filter(({ file }) => !/\.d\.[cm]?ts$/.test(file));
table('JavaScript and TypeScript', chosen(scripts.map(({ file }) => file)), {
  swarm: ourReader,
  ...javascriptPeers(),
});
const python = chosen(pythonFiles());
const pythonTexts = [
  ...python.map(({ text }) => text),
  ...samplesOf(python).map(({ corrupted }) => corrupted.text),
];
table('Python', python, { swarm: ourReader, ...pythonPeer(pythonTexts) });

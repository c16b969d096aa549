// How fast one thread scans: definitions, their measures and imports; reading left out. The first round of a language is
// a cold one; processor time, so that a busy machine tells the same.
import { readFileSync } from 'node:fs';
import { languageOf } from '../../server/analysis/languages.ts';
import { SourceModule } from '../../server/analysis/sourceModule.ts';
import { libraryFiles } from './libraryFiles.ts';
import { npmCorpus, sourceFiles } from './npmCorpus.ts';

interface Source {
  readonly text: string;
  readonly languageId: string;
}

const wantedBytes = 30e6;
const packages = ['antd', 'webpack', 'eslint', 'rxjs', '@mui/material', 'date-fns', 'three'];

function python(): Source[] {
  return libraryFiles().map((file) => ({ text: readFileSync(file, 'latin1'), languageId: 'python' }));
}

function javaScript(): Source[] {
  let bytes = 0;
  return sourceFiles(npmCorpus(), packages).flatMap(({ file, size }) => {
    const languageId = languageOf(file);
    if (languageId === undefined || size > 200_000 || bytes >= wantedBytes) return [];
    bytes += size;
    return [{ text: readFileSync(file, 'utf8'), languageId }];
  });
}

function measure(language: string, sources: readonly Source[]): void {
  const units = sources.reduce((sum, { text }) => sum + text.length, 0);
  console.log(`Scan ${sources.length} files of ${language}, ${(units / 1e6).toFixed(1)} MB, in one thread`);
  for (let round = 1; round <= 5; round++) {
    const before = process.cpuUsage();
    const threadBefore = process.threadCpuUsage();
    let functions = 0;
    for (const { text, languageId } of sources)
      functions += new SourceModule(text, languageId).peaks.peak('functions');
    const thread = milliseconds(process.threadCpuUsage(threadBefore));
    const all = milliseconds(process.cpuUsage(before));
    const speed = (units / 1000 / thread).toFixed(0);
    console.log(
      `  round ${round}: ${thread.toFixed(0)} ms, ${speed} MB/s, ${functions} functions at the top; with V8's compiler ${all.toFixed(0)} ms`,
    );
  }
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

measure('Python', python());
measure('JavaScript and TypeScript', javaScript());

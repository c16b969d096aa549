// How fast one thread scans JavaScript and TypeScript: definitions, their measures and imports; reading left out.
// The first round is a cold one; processor time, so that a busy machine tells the same.
import { readFileSync } from 'node:fs';
import { languageOf } from '../../server/analysis/languages.ts';
import { SourceModule } from '../../server/analysis/sourceModule.ts';
import { npmCorpus, sourceFiles } from './npmCorpus.ts';

const wantedBytes = 30e6;
const packages = ['antd', 'webpack', 'eslint', 'rxjs', '@mui/material', 'date-fns', 'three'];

let bytes = 0;
const texts = sourceFiles(npmCorpus(), packages).flatMap(({ file, size }) => {
  const languageId = languageOf(file);
  if (languageId === undefined || size > 200_000 || bytes >= wantedBytes) return [];
  bytes += size;
  return [{ text: readFileSync(file, 'utf8'), languageId }];
});

console.log(`Scan ${texts.length} files, ${(bytes / 1e6).toFixed(1)} MB, in one thread`);
for (let round = 1; round <= 5; round++) {
  const before = process.threadCpuUsage();
  let definitions = 0;
  for (const { text, languageId } of texts)
    definitions += new SourceModule(text, languageId).definitions.length;
  const { user, system } = process.threadCpuUsage(before);
  const milliseconds = (user + system) / 1000;
  const speed = (bytes / 1000 / milliseconds).toFixed(0);
  console.log(`  round ${round}: ${milliseconds.toFixed(0)} ms, ${speed} MB/s, ${definitions} definitions`);
}

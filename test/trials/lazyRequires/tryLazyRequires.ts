import { readFileSync } from 'node:fs';
import { filesBelow } from '../libraryFiles.ts';
import { type Candidate, compareRuns } from './compareRuns.ts';
import { attempts } from './requireTrial.ts';

export interface Trial {
  files: number;
  imports: number;
  fixed: number;
  /** Whose originals could be run. */
  ran: number;
  lazy: number;
  readonly failures: string[];
}

const importsOfAFile = 3;
const largestFile = 200_000;

/** Tries files of folders in an order that mixes packages, until so many have an import that the fix moves. */
export async function tryLazyRequires(folders: readonly string[], modules: number): Promise<Trial> {
  const trial: Trial = { files: 0, imports: 0, fixed: 0, ran: 0, lazy: 0, failures: [] };
  const candidates: Candidate[] = [];
  for (const file of mixed(folders.flatMap(scripts))) {
    if (trial.files >= modules) break;
    const text = readFileSync(file, 'utf8');
    if (text.length > largestFile || !/\brequire\s*\(|^import\b/m.test(text)) continue;
    trial.files++;
    for (const { rewritten, faults } of await attempts(text, importsOfAFile)) {
      trial.imports++;
      trial.failures.push(...faults.map((fault) => `${file}: ${fault}`));
      if (!rewritten) continue;
      trial.fixed++;
      // A module that imports statically is judged by its text alone; the others are run.
      if (/\brequire\s*\(/.test(text)) candidates.push({ ...rewritten, file });
    }
  }
  for (const [index, { ran, difference, lazy }] of (await compareRuns(candidates)).entries()) {
    if (ran) trial.ran++;
    if (lazy) trial.lazy++;
    const { file, specifier } = candidates[index] ?? { file: '', specifier: '' };
    if (difference) trial.failures.push(`${file}: '${specifier}': ${difference}`);
  }
  return trial;
}

export function renderTrial({ files, imports, fixed, ran, lazy, failures }: Trial): string {
  const rows = [
    ['files', files],
    ['imports tried', imports],
    ['made lazy by a safe fix', fixed],
    ['explained only', imports - fixed],
    ['run, before and after', ran],
    ['not loaded any more at import', lazy],
    ['failures', failures.length],
  ] as const;
  const table = rows.map(([name, count]) => `${String(count).padStart(7)}  ${name}`);
  return `${[...table, ...failures.slice(0, 50)].join('\n')}\n`;
}

function scripts(folder: string): string[] {
  return filesBelow([folder], 'js').filter((name) => /\.c?js$/.test(name) && !/\.min\.|\/bench/.test(name));
}

/** Every 97th of the files, then every 97th of the rest: a short trial meets many packages. */
function mixed(files: readonly string[]): string[] {
  return files
    .map((file, index) => ({ file, order: (index % 97) * files.length + index }))
    .sort((a, b) => a.order - b.order)
    .map(({ file }) => file);
}

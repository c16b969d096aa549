// Start, memory and time from a keystroke to its diagnostics, beside a server that does nothing: `node test/bench/languageServer.ts`
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildAll } from '../../scripts/build.ts';
import { languageServerLaunch } from '../../server/protocol/languageServer/languageServerLaunch.ts';
import { bundlePrograms } from '../language/serverBundle.ts';
import { type ServerProcess, startServerProcess } from '../language/serverProcess.ts';
import { pythonModule } from './pythonModule.ts';

const starts = 9;
const edits = 200;
const lines = 5000;
const uri = 'file:///bench/module.py';
const text = pythonModule(lines);
/** As long as a file may be, and as long as the other. */
const candidateLines = [500, lines] as const;

interface Figures {
  readonly ready: number;
  readonly firstDiagnostics: number;
  readonly memory: number;
  readonly memoryAfter: number;
  readonly editMedian: number;
  readonly editP95: number;
  readonly candidateMedian: number;
  readonly candidateP95: number;
  readonly longCandidateMedian: number;
  readonly findings: number;
}

async function measure(program: string): Promise<Figures> {
  const runs = [];
  for (let run = 1; run < starts; run++) runs.push(await start(program, endProcess));
  runs.push(await start(program, measureEdits));
  const edited = runs.flatMap(({ after }) => (after ? [after] : []))[0] ?? nothingEdited;
  const [candidate = [], longCandidate = []] = edited.candidates;
  return {
    ready: quantile(
      runs.map(({ ready }) => ready),
      0.5,
    ),
    firstDiagnostics: quantile(
      runs.map(({ first }) => first),
      0.5,
    ),
    memory: edited.memory,
    memoryAfter: edited.memoryAfter,
    editMedian: quantile(edited.durations, 0.5),
    editP95: quantile(edited.durations, 0.95),
    candidateMedian: quantile(candidate, 0.5),
    candidateP95: quantile(candidate, 0.95),
    longCandidateMedian: quantile(longCandidate, 0.5),
    findings: edited.findings,
  };
}

interface Edited {
  readonly durations: number[];
  /** Of files of several lengths with their explanations. */
  readonly candidates: number[][];
  readonly findings: number;
  readonly memory: number;
  readonly memoryAfter: number;
}

const nothingEdited: Edited = { durations: [], candidates: [], findings: 0, memory: 0, memoryAfter: 0 };

/** From the spawn to the answer of `initialize`, and to the first diagnostics; then what the caller wants of it. */
async function start(
  program: string,
  use: (server: ServerProcess) => Promise<Edited | undefined>,
): Promise<{ ready: number; first: number; after: Edited | undefined }> {
  const begin = performance.now();
  const server = startServerProcess(program, {}, languageServerLaunch(path.join(folder, 'compiled')));
  await server.client.initialize({ folders: ['file:///bench'] });
  const ready = performance.now() - begin;
  await server.client.open(uri, text);
  await server.client.pull(uri);
  const first = performance.now() - begin;
  const after = await use(server);
  await server.end();
  return { ready, first, after };
}

async function endProcess(): Promise<undefined> {}

async function measureEdits(server: ServerProcess): Promise<Edited> {
  const { child, client } = server;
  const memory = await residentMegabytes(child.pid);
  const durations: number[] = [];
  let findings = 0;
  const middle = { line: lines / 2, character: 0 };
  for (let edit = 0; edit < edits; edit++) {
    const begin = performance.now();
    void client.edit(uri, edit + 2, 'x', { start: middle, end: middle });
    const report = await client.pull(uri);
    durations.push(performance.now() - begin);
    findings = report.kind === 'full' ? report.items.length : findings;
  }
  const memoryAfter = await residentMegabytes(child.pid);
  const candidates: number[][] = [];
  for (const length of candidateLines) candidates.push(await measureCandidate(server, length));
  return { durations, candidates, findings, memory, memoryAfter };
}

/** From an edit in a function to diagnostics and to the explanation of the heavy import, which another function uses. */
async function measureCandidate({ client }: ServerProcess, length: number): Promise<number[]> {
  const address = `file:///bench/candidate_${length}.py`;
  const module = `${pythonModule(length)}\n\ndef use():\n    return torch.ones(3)\n`;
  const written = module.split('\n');
  const line = written.findIndex((each, at) => at > length / 2 && each.includes('["key'));
  const place = { line, character: (written[line] ?? '').indexOf('key') };
  const durations: number[] = [];
  await client.open(address, module);
  for (let edit = 0; edit < edits; edit++) {
    const begin = performance.now();
    void client.edit(address, edit + 2, 'x', { start: place, end: place });
    await Promise.all([client.pull(address), client.hover(address, written.indexOf('import torch'))]);
    durations.push(performance.now() - begin);
  }
  return durations;
}

async function residentMegabytes(pid: number | undefined): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}

function quantile(values: number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN;
}

const folder = await mkdtemp(path.join(tmpdir(), 'swarm-bench-'));
try {
  const empty = { emptyLanguageServer: 'test/bench/emptyLanguageServer.ts' };
  const floor = await measure((await bundlePrograms(empty, folder)).emptyLanguageServer);
  await buildAll();
  const swarm = await measure(path.resolve(import.meta.dirname, '../../dist/server/language.js'));
  const budgets: Partial<Record<keyof Figures, number>> = {
    ready: 150,
    memory: 80,
    editMedian: 3,
    editP95: 8,
    candidateMedian: 5,
  };
  const names: Readonly<Record<keyof Figures, string>> = {
    ready: 'spawn to initialized, ms',
    firstDiagnostics: 'spawn to first diagnostics, ms',
    memory: 'resident memory after the first, MB',
    memoryAfter: 'resident memory after the edits, MB',
    editMedian: 'edit to diagnostics, median, ms',
    editP95: 'edit to diagnostics, p95, ms',
    candidateMedian: 'candidate file with scope analysis, 500 lines, median, ms',
    candidateP95: 'candidate file with scope analysis, 500 lines, p95, ms',
    longCandidateMedian: 'candidate file with scope analysis, 5,000 lines, median, ms',
    findings: 'findings after the last edit',
  };
  console.log(`Python file of ${text.split('\n').length - 1} lines; ${starts} starts, ${edits} edits`);
  console.table(
    Object.fromEntries(
      (Object.keys(names) as (keyof Figures)[]).map((key) => [
        names[key],
        {
          'empty server': Number(floor[key].toFixed(1)),
          swarm: Number(swarm[key].toFixed(1)),
          'above empty': Number((swarm[key] - floor[key]).toFixed(1)),
          budget: budgets[key] ?? '',
        },
      ]),
    ),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Rewritten } from './requireTrial.ts';

export interface Candidate extends Rewritten {
  readonly file: string;
}

/** What running a text showed. */
interface Run {
  readonly exports?: string;
  readonly error?: string;
  readonly loaded: boolean;
  /** Whether what was to be made lazy is not there at all. */
  readonly missing?: boolean;
}

export interface Comparison {
  /** Whether the original itself could be run. */
  readonly ran: boolean;
  /** How original and rewritten text differ; undefined where they agree. */
  readonly difference: string | undefined;
  readonly lazy: boolean;
}

const secondsForBatch = 30;
const runner = path.join(import.meta.dirname, 'runModules.cjs');

/** Runs the originals in one process, the rewritten texts in another: what one leaves behind, the other has too. */
export async function compareRuns(candidates: readonly Candidate[]): Promise<Comparison[]> {
  const before = await runAll(candidates.map(({ original, ...rest }) => ({ ...rest, text: original })));
  const after = await runAll(candidates);
  return candidates.map((candidate, index) => compare(candidate, before[index], after[index]));
}

interface Program {
  readonly file: string;
  readonly text: string;
  readonly specifier: string;
}

/** What running each program showed; undefined for one that ended the process. */
async function runAll(programs: readonly Program[]): Promise<(Run | undefined)[]> {
  const runs: (Run | undefined)[] = [];
  while (runs.length < programs.length) {
    const batch = programs.slice(runs.length, runs.length + 20);
    const complete = await runBatch(batch);
    runs.push(...complete);
    if (complete.length < batch.length) runs.push(undefined);
  }
  return runs;
}

function compare(candidate: Candidate, before: Run | undefined, after: Run | undefined): Comparison {
  if (!before || before.missing) return { ran: false, difference: undefined, lazy: false };
  if (!after) return { ran: true, difference: 'the rewritten text ends the process', lazy: false };
  const isLazy = !after.loaded || candidate.mayLoadAtOnce === true;
  const pairs = [
    ['throws', before.error, after.error],
    ['exports', before.exports, after.exports],
    ['loads it at once', undefined, before.error === undefined && !isLazy ? 'yes' : undefined],
  ];
  const differs = pairs.find(([, one, other]) => one !== other);
  const difference = differs && `${differs[0]}: ${differs[1]?.slice(0, 300)} | ${differs[2]?.slice(0, 300)}`;
  return { ran: before.error === undefined, difference, lazy: before.loaded && !after.loaded };
}

function runBatch(batch: readonly Program[]): Promise<Run[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Run[]>();
  const process_ = spawn(process.execPath, [runner], {
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    timeout: secondsForBatch * 1000,
    killSignal: 'SIGKILL',
  });
  let output = '';
  process_.stdio[3]?.on('data', (part: Buffer) => {
    output += part.toString();
  });
  process_.on('error', reject);
  process_.on('close', () => {
    const lines = output.split('\n').slice(0, -1);
    resolve(lines.map((line) => JSON.parse(line) as Run));
  });
  process_.stdin?.on('error', () => undefined);
  process_.stdin?.end(JSON.stringify(batch));
  return promise;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endProcessTree, treeLeader } from '../../workspace/programs/endProcessTree.ts';

/** More output than this is no answer: `-X importtime` of a thousand modules prints a tenth of it. */
const maximumOutput = 4_000_000;

export interface PythonRun {
  readonly interpreter: string;
  readonly args: readonly string[];
  /** Milliseconds after which it is ended. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

export interface PythonOutput {
  readonly output: string;
  readonly errorOutput: string;
}

/** A run that gave no answer, with a sentence. */
export class PythonRunFailed extends Error {
  override readonly name = 'PythonRunFailed';
}

/**
 * Runs an interpreter without a shell, without input, in a new empty folder: what it finds there cannot shadow a module.
 * @throws {PythonRunFailed} it does not start, takes too long, prints too much, fails or was cancelled
 */
export async function runPython(run: PythonRun): Promise<PythonOutput> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-import-'));
  try {
    return await collect(start(run, folder), run);
  } finally {
    // What is still written there, or may not be removed, takes nobody's answer away.
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

function start({ interpreter, args }: PythonRun, cwd: string): ChildProcess {
  return spawn(interpreter, args, {
    cwd,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // What the module starts ends with it.
    ...treeLeader(),
  });
}

/** The person's environment without what would change what is measured, and without the editor's own. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|PYTHON(STARTUP|INSPECT|PROFILEIMPORTTIME|VERBOSE|DEBUG|TRACEMALLOC)$)/.test(
        name,
      ),
  );
  return { ...Object.fromEntries(kept), PYTHONIOENCODING: 'utf-8' };
}

function collect(child: ChildProcess, { interpreter, limit, signal }: PythonRun): Promise<PythonOutput> {
  const streams = { output: '', errorOutput: '' };
  return new Promise((resolve, reject) => {
    const fail = (sentence: string): void => {
      settle();
      reject(new PythonRunFailed(sentence));
    };
    const timer = setTimeout(() => fail(`${interpreter} did not finish within ${limit / 1000} s.`), limit);
    const cancelled = () => fail('Measuring was cancelled.');
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancelled);
      child.removeListener('close', closed);
      end(child);
    };
    const closed = (code: number | null, killedBy: string | null): void => {
      if (code !== 0) fail(`${interpreter} ${ending(code, killedBy)}${lastWords(streams.errorOutput)}`);
      else settle();
      resolve(streams);
    };
    signal.addEventListener('abort', cancelled, { once: true });
    if (signal.aborted) cancelled();
    follow(child, streams, () => fail(`${interpreter} printed more than ${maximumOutput / 1e6} MB.`));
    child.once('error', (error) => fail(`${interpreter} cannot be run: ${error.message}.`));
    child.once('close', closed);
  });
}

function follow(
  child: ChildProcess,
  streams: { output: string; errorOutput: string },
  tooMuch: () => void,
): void {
  const read = (name: 'output' | 'errorOutput') => (text: string) => {
    streams[name] += text;
    if (streams[name].length > maximumOutput) tooMuch();
  };
  child.stdout?.setEncoding('utf8').on('data', read('output'));
  child.stderr?.setEncoding('utf8').on('data', read('errorOutput'));
}

/** With what it has started; of what has left its group, a daemon, nothing more is read. */
function end(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  endProcessTree(child, 'SIGKILL');
}

function ending(code: number | null, killedBy: string | null): string {
  return code === null ? `was ended by ${killedBy}` : `ended with exit code ${code}`;
}

/** The last line of a traceback says what went wrong. */
function lastWords(errorOutput: string): string {
  const lines = errorOutput
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('import time:'));
  const last = lines
    .at(-1)
    ?.slice(0, 300)
    .replace(/\p{Cc}/gu, ' ')
    .trim();
  return last === undefined ? '.' : `: ${last}`;
}

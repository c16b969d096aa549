import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A text to execute as a module, its heavy roots served by stand-ins. */
export interface Job {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly roots: readonly string[];
  readonly moved: readonly string[];
}

/** What `execute.py` says of a job. */
export interface Execution {
  readonly id: number;
  /** The process ended without an answer. */
  readonly died?: string;
  readonly compiled?: boolean;
  readonly shape?: string;
  readonly error?: string;
  /** Heavy modules that the module's own code loaded. */
  readonly loads?: readonly string[];
  readonly names?: Readonly<Record<string, unknown>>;
  /** Moved names of `__all__`, with what the module says they are. */
  readonly exported?: Readonly<Record<string, unknown>>;
  /** Code that asks the module for a name it no longer has. */
  readonly unresolved?: readonly string[];
}

const script = fileURLToPath(new URL('execute.py', import.meta.url));

/** Executes jobs one after the other, each in a process of its own. */
export async function execute(python: string, jobs: readonly Job[]): Promise<Map<number, Execution>> {
  // Sets are printed in the same order in both runs.
  const env = { PATH: process.env['PATH'], PYTHONHASHSEED: '0' };
  const child = spawn(python, ['-s', '-B', script], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const results = new Map<number, Execution>();
  const closed = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const execution: Execution = JSON.parse(line);
    results.set(execution.id, execution);
  });
  child.stdin.end(jobs.map((job) => `${JSON.stringify(job)}\n`).join(''));
  await closed;
  return results;
}

import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { GitUnanswered, gitEnvironment, gitOptions } from './gitClient.ts';

export interface GitOutput {
  readonly bytes: Buffer;
  /** The bytes as UTF-8. */
  readonly text: string;
  /** What git complained about; empty where it was content. */
  readonly complaint: string;
  readonly succeeded: boolean;
}

/**
 * Runs a command with an input or an environment of its own, which the client cannot give.
 * @param signal ends git by force
 * @throws {Error} where git cannot be started or is ended by force
 */
export async function gitWithInput(
  folder: string,
  args: readonly string[],
  input: string,
  environment: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<GitOutput> {
  const child = startGit(folder, args, environment, signal);
  const output = outputOf(child);
  child.stdin.end(input);
  return output;
}

/** Like `gitWithInput`, of two commands: the second reads what the first prints. Succeeds where both do. */
export async function gitPiped(
  folder: string,
  commands: readonly [first: readonly string[], second: readonly string[]],
  input: string,
  environment: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<GitOutput> {
  const [first, second] = commands.map((args) => startGit(folder, args, environment, signal));
  if (!first || !second) throw new Error('there are two commands');
  first.stdout.pipe(second.stdin);
  first.stdin.end(input);
  first.stderr.resume();
  const [code, output] = await Promise.all([exitCode(first), outputOf(second)]);
  return { ...output, succeeded: output.succeeded && code === 0 };
}

function startGit(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): ChildProcessWithoutNullStreams {
  const child = spawn('git', [...gitOptions, ...args], {
    cwd: folder,
    env: { ...gitEnvironment(), ...environment },
    stdio: 'pipe',
    windowsHide: true,
    ...(signal && { signal, killSignal: 'SIGKILL' }),
  });
  // Git may end before it has read everything; that is told by its output.
  child.stdin.on('error', () => {});
  return child;
}

async function outputOf(child: ChildProcessWithoutNullStreams): Promise<GitOutput> {
  const output: Buffer[] = [];
  const complaint: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaint.push(chunk));
  const code = await exitCode(child);
  const bytes = Buffer.concat(output);
  return {
    bytes,
    text: bytes.toString(),
    complaint: Buffer.concat(complaint).toString(),
    succeeded: code === 0,
  };
}

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (ended) => (ended === null ? reject(new GitUnanswered()) : resolve(ended)));
  });
}

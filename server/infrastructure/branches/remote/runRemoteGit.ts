import { type ChildProcess, spawn } from 'node:child_process';
import { endProcessTree, treeLeader } from '../../../workspace/programs/endProcessTree.ts';
import { gitEnvironment, gitOptions } from '../../git/gitClient.ts';

/** How a git that talks to a remote ended. */
export interface RemoteOutput {
  readonly text: string;
  /** What git and the remote say, without addresses: those may hold secrets. */
  readonly complaint: string;
  readonly ended: 'well' | 'badly' | 'late' | 'cancelled';
}

export interface RemoteCall {
  readonly folder: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly limitMilliseconds: number;
  readonly signal: AbortSignal | undefined;
}

const maximumOutput = 1_000_000;

/**
 * Runs git where it talks to a remote: in a session of its own, so that nothing can ask at a terminal, and ended with
 * everything it started when the time is over or nobody waits any more.
 * @throws {Error} where git cannot be started
 */
export async function runRemoteGit({
  folder,
  args,
  environment,
  ...ending
}: RemoteCall): Promise<RemoteOutput> {
  const child = spawn('git', [...gitOptions, ...args], {
    cwd: folder,
    env: { ...gitEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...treeLeader(),
  });
  const collected = { text: '', complaint: '' };
  const collect = (which: keyof typeof collected) => (chunk: string) => {
    if (collected[which].length < maximumOutput) collected[which] += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', collect('text'));
  child.stderr.setEncoding('utf8').on('data', collect('complaint'));
  const ended = await endOf(child, ending);
  return { text: collected.text, complaint: withoutAddresses(collected.complaint), ended };
}

async function endOf(
  child: ChildProcess,
  { limitMilliseconds, signal }: Pick<RemoteCall, 'limitMilliseconds' | 'signal'>,
): Promise<RemoteOutput['ended']> {
  const closed = Promise.withResolvers<number | null>();
  child.on('error', closed.reject);
  child.on('close', closed.resolve);
  let why: 'late' | 'cancelled' | undefined;
  const end = (reason: 'late' | 'cancelled') => {
    why ??= reason;
    // With the helpers that git starts: ssh, git-remote-https.
    endProcessTree(child, 'SIGTERM');
  };
  const onAbort = () => end('cancelled');
  const timer = setTimeout(() => end('late'), limitMilliseconds);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  try {
    const code = await closed.promise;
    return why ?? (code === 0 ? 'well' : 'badly');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** An address may hold a password or a token, so it appears nowhere. */
export function withoutAddresses(text: string): string {
  return text
    .replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/[^\s'"<>]*/gi, '<its address>')
    .replaceAll(/[^\s'"<>@:/]*:[^\s'"<>@/]*@[^\s'"<>]*/g, '<its address>');
}

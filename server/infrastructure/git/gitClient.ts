import { GitError, type SimpleGit, simpleGit } from 'simple-git';
import { Refusal } from '../refusal.ts';

/** What git may see of our own environment; everything else, `GIT_*` above all, stays out. */
const inherited = [
  ...['PATH', 'HOME', 'USER', 'TMPDIR', 'XDG_CONFIG_HOME'],
  // Of Windows; git looks for the person's home in this order.
  ...['HOMEDRIVE', 'HOMEPATH', 'USERPROFILE', 'SYSTEMROOT', 'TEMP'],
];

const own = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  // Reading must not take the index lock from a person who commits at the same time.
  GIT_OPTIONAL_LOCKS: '0',
  // Nothing here needs a remote, and fetching an object that is missing would run what the repository's
  // configuration names (`ext::`, core.sshCommand, uploadpack, credential helpers): no transport is allowed.
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
};

/** Configuration of a repository that would run programs of it. */
const harmless = ['core.fsmonitor=false', 'core.hooksPath=/dev/null'];

/** The environment of every git process. */
export function gitEnvironment(): Record<string, string> {
  const environment: Record<string, string> = { ...own };
  for (const name of inherited) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}

/** Options that stand before the command of a git process started without the client. */
export const gitOptions: readonly string[] = harmless.flatMap((setting) => ['-c', setting]);

/** Git in a folder: no prompts, no hooks, no programs named by the repository, English messages. */
export function gitClient(folder: string, maxConcurrentProcesses = 4): SimpleGit {
  return simpleGit({
    baseDir: folder,
    maxConcurrentProcesses,
    config: [...harmless],
    unsafe: { allowUnsafeHooksPath: true, allowUnsafeFsMonitor: true },
    allowEnvironment: Object.keys(own),
    // By default an answer that is not read 50 ms after the end of git is cut off: where the machine is busy, it often is.
    completion: { onClose: true, onExit: false },
    errors: orUnanswered,
  })
    .env(gitEnvironment())
    .outputHandler(tellAtOnce);
}

/** Git was ended by force or could not be started: what it has printed so far is no answer. */
export class GitUnanswered extends Refusal {
  constructor() {
    super('git-failed', unanswered);
  }
}

const unanswered = 'git was ended, or could not be started, before it had answered; try again.';

/** The same as an error of the client, which lets none but its own pass. */
class UnansweredTask extends GitError {}

/** The client takes silence for success, also that of a git that a signal has ended: it has no exit code then. */
function orUnanswered(
  error: Buffer | Error | undefined,
  { exitCode }: { readonly exitCode: number | null },
): Buffer | Error | undefined {
  return exitCode === null || exitCode < 0 ? new UnansweredTask(undefined, unanswered) : error;
}

/**
 * What git prints, and nothing where it says no.
 * @throws {GitUnanswered} where it says neither
 */
export async function answerOf(asked: PromiseLike<string>): Promise<string> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof UnansweredTask) throw new GitUnanswered();
    return '';
  }
}

/** The client waits 50 ms more for the end of a command that has said nothing at all; an empty chunk keeps it from that. */
function tellAtOnce(_command: string, output: NodeJS.ReadableStream): void {
  setImmediate(() => output.emit('data', Buffer.alloc(0)));
}

/** A refusal with what git said about it. `action` completes "git could not …". */
export function gitFailed(action: string, error: unknown): Refusal {
  return new Refusal('git-failed', `git could not ${action}: ${gitMessage(error)}`);
}

/** The sentence of git's complaint, without its prefix. */
export function gitMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('hint:'));
  const line = lines.find((candidate) => /^(fatal|error): /.test(candidate)) ?? lines.at(-1);
  return line?.replace(/^(fatal|error): /, '').trim() ?? 'it gave no reason';
}

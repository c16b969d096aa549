import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Git said no, in a sentence of its own. */
class GitRefused extends Error {
  override readonly name = 'GitRefused';
}

/** The user's environment without `GIT_DIR` and its like, which would point every folder at one repository. */
function gitEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(own), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
}

/**
 * How git is started: beside our own program, and it goes to the folder by itself. Windows looks for a program in the
 * folder that it is started in before the PATH, and a repository may have a `git.exe` (libuv/libuv#4238).
 */
const beside = { cwd: path.dirname(process.execPath), windowsHide: true };

/** Asks git something in a folder and gives what it writes; rejects as `execFile` does. */
export async function runGit(folder: string, args: readonly string[]): Promise<string> {
  const options = { ...beside, env: gitEnvironment(), timeout: 10_000 };
  const { stdout } = await run('git', ['-C', folder, '-c', 'core.fsmonitor=false', ...args], options);
  return stdout;
}

/** Characters of a complaint that are read; hooks and filters may write without end. */
const readCharacters = 50_000;
/** Time in which the rest of a complaint arrives after its program has ended. */
const lastWordsMilliseconds = 1_000;

/**
 * Lets git do something in the user's work tree that the user asked for, with their hooks and filters. Nothing ends it
 * before its time, as half of it would be left.
 * @throws {GitRefused} with git's complaint as a sentence
 */
export function userGit(folder: string, args: readonly string[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // Without an input, a hook that asks something hears at once that nobody answers.
  const git = spawn('git', ['-C', folder, ...args], {
    ...beside,
    env: gitEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  git.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, readCharacters);
  });
  const refused = (why: string, cause?: unknown) =>
    reject(new GitRefused(existsSync(folder) ? why : `The folder ${folder} is gone.`, { cause }));
  git.once('error', (cause) => refused(notStarted(cause), cause));
  // A program that a hook left behind may hold the output open: its end is not waited for.
  git.once('exit', (code, signal) => {
    const refuse = () => refused(sentence(complaint, code ?? signal));
    if (code === 0) resolve();
    else setTimeout(refuse, lastWordsMilliseconds).unref();
    git.once('close', refuse);
  });
  return promise;
}

function notStarted(cause: NodeJS.ErrnoException): string {
  return cause.code === 'ENOENT' ? 'git was not found on the PATH.' : `git cannot be run: ${cause.message}`;
}

/** Git's complaint without its hints, on one line: the files it names belong to it. */
function sentence(complaint: string, end: number | string | null): string {
  const lines = complaint.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '' && !line.startsWith('hint:') && line !== 'Aborting');
  const text = said.join(' ').replace(/^(fatal|error): /, '');
  return text.slice(0, 1000) || `git ended with ${end} and gave no reason.`;
}

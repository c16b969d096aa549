import { execFile } from 'node:child_process';
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

/** Asks git something in a folder and gives what it writes; rejects as `execFile` does. */
export async function runGit(folder: string, args: readonly string[]): Promise<string> {
  const options = { cwd: folder, env: gitEnvironment(), timeout: 10_000, windowsHide: true };
  const { stdout } = await run('git', ['-c', 'core.fsmonitor=false', ...args], options);
  return stdout;
}

/**
 * Lets git do something in the user's work tree that the user asked for, with their hooks and filters.
 * @throws {GitRefused} with git's complaint as a sentence
 */
export async function userGit(folder: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  try {
    await run('git', [...args], { cwd: folder, env: gitEnvironment(), windowsHide: true, signal });
  } catch (error) {
    signal.throwIfAborted();
    const complaint = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new GitRefused(sentence(complaint), { cause: error });
  }
}

/** Git's complaint without its hints, on one line: the files it names belong to it. */
function sentence(complaint: string): string {
  const lines = complaint.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '' && !line.startsWith('hint:') && line !== 'Aborting');
  const text = said.join(' ').replace(/^(fatal|error): /, '');
  return text.slice(0, 1000) || 'git gave no reason.';
}

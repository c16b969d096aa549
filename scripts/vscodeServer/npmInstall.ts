import { execa } from 'execa';

/** npm could not install; the message is a sentence a person can act on. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
}

/** Exit codes and texts of npm and the sentence each deserves. */
const causes: readonly [pattern: RegExp, sentence: string][] = [
  [/ENOSPC/, 'the disk is full; VS Code needs about 600 MB while it is installed'],
  [
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ERR_SOCKET_TIMEOUT/,
    'the package registry cannot be reached; check the network and the proxy settings of npm, then try again',
  ],
  [/EACCES|EPERM|EROFS/, 'the folder cannot be written'],
  [/EINTEGRITY/, 'a package differs from the one the lock file pins; clear the npm cache and try again'],
  [/E404|ETARGET/, 'the package registry does not have a pinned package'],
];

/**
 * Installs exactly what the lock file of a folder pins, without running any package's scripts.
 * @throws {InstallError} with the cause in a sentence
 */
export async function npmInstall(folder: string, signal?: AbortSignal): Promise<void> {
  const npm = process.env['npm_execpath'];
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const args = [...first, 'ci', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'];
  const result = await execa(program, args, {
    cwd: folder,
    stdin: 'ignore',
    all: true,
    reject: false,
    ...(signal ? { cancelSignal: signal } : {}),
  });
  if (!result.failed) return;
  throw new InstallError(`VS Code could not be installed in ${folder}: ${explainFailure(result.all)}.`);
}

/** What npm's output says went wrong, as a clause. */
export function explainFailure(output: string): string {
  const known = causes.find(([pattern]) => pattern.test(output));
  if (known) return known[1];
  const errors = output.split('\n').filter((line) => /^npm (error|ERR!)/.test(line));
  return errors.slice(0, 3).join(' ').trim() || 'npm failed without saying why';
}

import { execFile } from 'node:child_process';
import { access, constants, realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** The oldest version that does what is asked of it: servers named by a lookup, added and deleted while it runs. */
const oldest = [2, 6] as const;
const versionMilliseconds = 5000;
/** Where packages put it that is not on everybody's PATH. */
const besidesPath = ['/usr/local/sbin', '/usr/sbin', '/opt/homebrew/sbin'];

/**
 * The machine's HAProxy: the first on PATH that is not inside the repository, whose files nobody has looked at.
 * @throws {Error} a sentence: there is none, or it is too old
 */
export async function findHaproxy(repository: string, searched = process.env['PATH'] ?? ''): Promise<string> {
  const program = await firstProgram(repository, [...searched.split(path.delimiter), ...besidesPath]);
  if (program === undefined)
    throw new Error(
      'swarm.json says "router": "haproxy", but there is no haproxy on this machine; install it (Debian: apt-get install haproxy) or leave "router" out.',
    );
  const version = await versionOf(program);
  if (version === undefined) throw new Error(`${program} does not say which version of HAProxy it is.`);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
    throw new Error(`${program} is HAProxy ${version}; Swarm needs ${oldest.join('.')} or newer.`);
  return program;
}

async function firstProgram(repository: string, folders: readonly string[]): Promise<string | undefined> {
  const inside = await realpath(repository).catch(() => repository);
  for (const folder of folders.filter((one) => path.isAbsolute(one))) {
    const program = await executable(path.join(folder, 'haproxy'));
    if (program !== undefined && path.relative(inside, program).startsWith('..')) return program;
  }
  return undefined;
}

async function executable(file: string): Promise<string | undefined> {
  try {
    await access(file, constants.X_OK);
    return await realpath(file);
  } catch {
    return undefined;
  }
}

async function versionOf(program: string): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)(program, ['-v'], {
    timeout: versionMilliseconds,
    env: {},
  }).catch(() => ({ stdout: '' }));
  return /^HA-?Proxy version (\d+\.\d+[^\s]*)/m.exec(stdout)?.[1];
}

import { execFile } from 'node:child_process';
import { access, constants, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { isWithin } from '../../../../protocol/pathWithin.ts';

/** The oldest version that is tried: HAProxy's long-term version in Debian 12. */
const oldest = [2, 6] as const;
const versionMilliseconds = 5000;
/** Where packages put it that is not on everybody's PATH. */
const besidesPath = ['/usr/local/sbin', '/usr/sbin', '/opt/homebrew/sbin'];

/** The machine's HAProxy: the first on PATH that is not inside the repository, whose files nobody has looked at. */
export class HaproxyProgram {
  readonly #repository: string;
  readonly #searched: readonly string[];
  /** The program that was looked at last, and its version. */
  #known: { readonly key: string; readonly version: string | undefined } | undefined;

  /** @param searched folders to look into, as PATH has them */
  constructor(repository: string, searched = [process.env['PATH'], ...besidesPath].join(path.delimiter)) {
    this.#repository = repository;
    this.#searched = searched.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  }

  /**
   * Path of a program that can be used.
   * @throws {Error} a sentence: there is none, or it is too old
   */
  async find(): Promise<string> {
    const program = await this.#first();
    if (program === undefined)
      throw new Error(
        'swarm.json says "router": "haproxy", but there is no haproxy on this machine; install it (Debian: apt-get install haproxy) or leave "router" out.',
      );
    const version = await this.#versionOf(program);
    if (version === undefined) throw new Error(`${program} does not say which version of HAProxy it is.`);
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
      throw new Error(
        `${program} is HAProxy ${version}, and Swarm needs ${oldest.join('.')} or newer; install that or leave "router" out of swarm.json.`,
      );
    return program;
  }

  async #first(): Promise<string | undefined> {
    const inside = await realpath(this.#repository).catch(() => this.#repository);
    for (const folder of this.#searched) {
      const program = await executable(path.join(folder, 'haproxy'));
      if (program !== undefined && !isWithin(inside, program)) return program;
    }
    return undefined;
  }

  /** Asked again only where the program is another one by now. */
  async #versionOf(program: string): Promise<string | undefined> {
    const { mtimeMs, size, ino } = await stat(program);
    const key = `${program} ${mtimeMs} ${size} ${ino}`;
    if (this.#known?.key !== key) this.#known = { key, version: await askVersion(program) };
    return this.#known.version;
  }
}

async function executable(file: string): Promise<string | undefined> {
  try {
    await access(file, constants.X_OK);
    const program = await realpath(file);
    return (await stat(program)).isFile() ? program : undefined;
  } catch {
    return undefined;
  }
}

async function askVersion(program: string): Promise<string | undefined> {
  const options = { timeout: versionMilliseconds, env: {}, windowsHide: true };
  const { stdout } = await promisify(execFile)(program, ['-v'], options).catch(() => ({ stdout: '' }));
  return /^HA-?Proxy version (\d+\.\d+[^\s]*)/m.exec(stdout)?.[1];
}

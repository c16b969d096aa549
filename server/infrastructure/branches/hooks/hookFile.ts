import { chmod, link, lstat, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { HookName, HookStatus } from '../../../protocol/hooks.ts';
import { renameOver } from '../../../workspace/files/renameOver.ts';
import { Refusal } from '../../refusal.ts';
import { isOurHook, keptEnding } from './hookScript.ts';

/** A hook in its folder. What was there before us is kept beside it and comes back. */
export class HookFile {
  readonly name: HookName;
  readonly path: string;
  readonly #kept: string;

  constructor(folder: string, name: HookName) {
    this.name = name;
    this.path = path.join(folder, name);
    this.#kept = `${this.path}${keptEnding}`;
  }

  /** @param script as it is installed by this version */
  async status(script: string): Promise<HookStatus['hooks'][number]> {
    const [text, chained] = await Promise.all([this.#text(), exists(this.#kept)]);
    const { name } = this;
    if (text !== undefined && isOurHook(text))
      return { name, state: text === script ? 'installed' : 'outdated', chained };
    return { name, state: chained ? 'replaced' : 'absent', chained };
  }

  /**
   * Puts the script in place in one step; nothing happens where it is there.
   * @throws {Refusal} `conflict` where another program has replaced our hook
   */
  async install(script: string): Promise<void> {
    const text = await this.#text();
    if (text === script) return;
    const foreign = (await exists(this.path)) && !isOurHook(text ?? '');
    if (foreign && (await exists(this.#kept)))
      throw new Refusal(
        'conflict',
        `Another program has replaced ${this.path} since; look at it and at ${this.#kept}, keep one of them as ${this.path}, and install again.`,
      );
    // A second name first, so that there is no moment without the hook.
    if (foreign) await link(this.path, this.#kept).catch(() => renameOver(this.path, this.#kept));
    const temporary = `${this.path}.${process.pid}.tmp`;
    try {
      await writeFile(temporary, script, { flag: 'wx' });
      await chmod(temporary, 0o755);
      await renameOver(temporary, this.path);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Brings back what was there; what another program has put in our place stays. */
  async remove(): Promise<void> {
    const text = await this.#text();
    if (text === undefined || !isOurHook(text)) return;
    if (await exists(this.#kept)) await renameOver(this.#kept, this.path);
    else await rm(this.path);
  }

  /** Undefined where there is no such file, or it is no text that can be read. */
  #text(): Promise<string | undefined> {
    return readFile(this.path, 'utf8').catch(() => undefined);
  }
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

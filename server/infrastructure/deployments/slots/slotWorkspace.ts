import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { renameOver } from '../../../workspace/files/renameOver.ts';
import type { DetachedWorktrees } from '../../git/detachedWorktrees.ts';
import { olderOutput } from '../../programs/boundOutput.ts';

/** The folder of a slot: the work tree of its revision and the output of its program. */
export class SlotWorkspace {
  readonly tree: string;
  /** What the build of the revision prints. */
  readonly buildLog: string;
  /** Folder of the slot's own data: it stays from one revision to the next. */
  readonly data: string;
  /** Folder of the slot itself. */
  readonly folder: string;
  readonly #worktrees: DetachedWorktrees;

  constructor(worktrees: DetachedWorktrees, slotsFolder: string, id: string) {
    this.#worktrees = worktrees;
    this.folder = path.join(slotsFolder, ...id.split('/'));
    this.tree = path.join(this.folder, 'tree');
    this.buildLog = path.join(this.folder, 'build.log');
    this.data = path.join(this.folder, 'data');
  }

  /** What an instance prints. */
  outputLog(instance: number): string {
    return path.join(this.folder, outputName(instance));
  }

  /** What the command of a health check of an instance prints. */
  checkLog(instance: number): string {
    return path.join(this.folder, `health-command${numbered(instance)}.log`);
  }

  /**
   * Checks the commit out and gives its instances fresh output files; those before are kept beside them.
   * @throws {Refusal} `git-failed`
   */
  async prepare(commit: string): Promise<void> {
    await mkdir(this.data, { recursive: true, mode: 0o700 });
    await this.#worktrees.add(this.tree, commit);
    const outputs = (await readdir(this.folder)).filter((name) => /^output(-\d+)?\.log$/.test(name));
    for (const name of outputs) {
      const log = path.join(this.folder, name);
      await renameOver(log, olderOutput(log)).catch(() => {});
    }
    await rm(this.buildLog, { force: true });
  }

  /** Removes the work tree; the output stays. */
  clear(): Promise<void> {
    return this.#worktrees.remove(this.tree);
  }
}

/** Name of the file with what an instance prints. */
export function outputName(instance: number): string {
  return `output${numbered(instance)}.log`;
}

/** The first one has the names of the time when a slot had one. */
function numbered(instance: number): string {
  return instance === 0 ? '' : `-${instance}`;
}

/** Ids of the slots that have a work tree in this folder: `environment/team/slot`. */
export async function slotsWithTree(slotsFolder: string): Promise<string[]> {
  let ids = [''];
  for (let level = 0; level < 3; level++) {
    const below = ids.map(async (id) => {
      const names = await readdir(path.join(slotsFolder, id)).catch(() => []);
      return names.map((name) => path.posix.join(id, name));
    });
    ids = (await Promise.all(below)).flat();
  }
  const found = ids.map(async (id) => {
    const tree = await stat(path.join(slotsFolder, id, 'tree')).catch(() => undefined);
    return tree ? [id] : [];
  });
  return (await Promise.all(found)).flat();
}

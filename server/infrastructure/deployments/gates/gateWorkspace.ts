import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DetachedWorktrees } from '../../git/detachedWorktrees.ts';
import type { ProgramDriver } from '../../programs/programDriver.ts';

const keptLogs = 60;

export interface GateWorkspaceParts {
  readonly worktrees: DetachedWorktrees;
  readonly driver: ProgramDriver;
  /** Folder of all gates. */
  readonly folder: string;
  /** `<deployment>-<place>`: begins with a number. */
  readonly name: string;
  readonly commit: string;
}

/** The work trees of a deployment's gates, made when they are needed, and what the commands printed. */
export class GateWorkspace {
  readonly #parts: GateWorkspaceParts;
  readonly #used: string;
  readonly #untouched: string;
  readonly #made = new Map<string, Promise<void>>();

  constructor(parts: GateWorkspaceParts) {
    this.#parts = parts;
    this.#used = path.join(runsFolder(parts.folder), parts.name, 'tree');
    this.#untouched = path.join(runsFolder(parts.folder), parts.name, 'untouched');
  }

  /**
   * The work tree that all commands share, so that one reads what another wrote.
   * @throws {Refusal} `git-failed`
   */
  async tree(): Promise<string> {
    await this.#make(this.#used);
    return this.#used;
  }

  /**
   * A work tree that no command has been in.
   * @throws {Refusal} `git-failed`
   */
  async untouchedTree(): Promise<string> {
    await this.#make(this.#untouched);
    return this.#untouched;
  }

  /** A fresh file for what a gate prints. */
  async log(gate: string): Promise<string> {
    const logs = path.join(this.#parts.folder, 'logs');
    await mkdir(logs, { recursive: true, mode: 0o700 });
    const file = path.join(logs, `${this.#parts.name}-${gate}.log`);
    await rm(file, { force: true });
    return file;
  }

  /** Ends what commands have left running. */
  async endLeftovers(): Promise<void> {
    await Promise.all([...this.#made.keys()].map((tree) => this.#parts.driver.endLeftovers(tree)));
  }

  /** Removes the work trees and what runs in them; the newest output of all stays. */
  async clear(): Promise<void> {
    await Promise.allSettled(this.#made.values());
    await clearRun(this.#parts, this.#parts.name);
    await removeOldLogs(path.join(this.#parts.folder, 'logs'));
  }

  #make(tree: string): Promise<void> {
    const known = this.#made.get(tree) ?? this.#checkOut(tree);
    this.#made.set(tree, known);
    return known;
  }

  async #checkOut(tree: string): Promise<void> {
    await mkdir(path.dirname(tree), { recursive: true, mode: 0o700 });
    await this.#parts.worktrees.add(tree, this.#parts.commit);
  }
}

type SweepParts = Pick<GateWorkspaceParts, 'worktrees' | 'driver' | 'folder'>;

/** Removes what an earlier run of the service left, and ends what still runs there. */
export async function sweepGateWorkspaces(parts: SweepParts): Promise<void> {
  const names = await readdir(runsFolder(parts.folder)).catch(() => []);
  for (const name of names) await clearRun(parts, name);
}

async function clearRun({ worktrees, driver, folder }: SweepParts, name: string): Promise<void> {
  const run = path.join(runsFolder(folder), name);
  for (const tree of await readdir(run).catch(() => [])) {
    await driver.endLeftovers(path.join(run, tree));
    await worktrees.remove(path.join(run, tree));
  }
  await rm(run, { recursive: true, force: true });
}

function runsFolder(folder: string): string {
  return path.join(folder, 'runs');
}

async function removeOldLogs(logs: string): Promise<void> {
  const names = await readdir(logs).catch(() => []);
  const newestFirst = names.sort((one, other) => Number.parseInt(other, 10) - Number.parseInt(one, 10));
  await Promise.all(newestFirst.slice(keptLogs).map((name) => rm(path.join(logs, name), { force: true })));
}

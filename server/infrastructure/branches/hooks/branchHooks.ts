import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type HookStatus, hookName } from '../../../protocol/hooks.ts';
import { gitWithInput } from '../../git/gitWithInput.ts';
import type { Repository } from '../../git/repository.ts';
import { resolveCommit } from '../../git/revision.ts';
import type { Policy } from '../../protection/policy.ts';
import { Refusal } from '../../refusal.ts';
import { HookFile } from './hookFile.ts';
import { hookFolder } from './hookFolder.ts';
import { hookScript } from './hookScript.ts';
import { filterFile, writeFilter } from './refFilter.ts';

/** The git hooks that hold plain git to the rules: installed and removed on request. */
export class BranchHooks {
  readonly #repository: Repository;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  async status(): Promise<HookStatus> {
    const folder = await hookFolder(this.#repository);
    const files = hookName.options.map((name) => new HookFile(folder, name));
    const hooks = await Promise.all(files.map((file) => file.status(this.#script(file))));
    return { folder, hooks };
  }

  /** Whether git asks us. */
  async installed(): Promise<boolean> {
    const { hooks } = await this.status();
    return hooks.some(({ state }) => state === 'installed' || state === 'outdated');
  }

  /**
   * Installs all hooks; those that are there are kept and run as well. Nothing happens where they are installed.
   * @throws {Refusal} `conflict`
   */
  async install(policy: Policy): Promise<HookStatus> {
    const folder = await hookFolder(this.#repository);
    const files = hookName.options.map((name) => new HookFile(folder, name));
    for (const file of files) await this.#refuseTracked(file);
    await mkdir(folder, { recursive: true });
    await this.refreshFilter(policy);
    for (const file of files) await file.install(this.#script(file));
    return this.status();
  }

  async remove(): Promise<HookStatus> {
    const folder = await hookFolder(this.#repository);
    for (const name of hookName.options) await new HookFile(folder, name).remove();
    return this.status();
  }

  /** Lets the hooks know for which refs they have to ask. */
  async refreshFilter(policy: Policy): Promise<void> {
    const { base } = policy;
    const commit =
      base === undefined ? undefined : await resolveCommit(this.#repository.git, `refs/heads/${base}`);
    await writeFilter(this.#repository, [policy], commit);
  }

  #script({ name }: HookFile): string {
    const filter = filterFile(this.#repository);
    return hookScript(name, { node: process.execPath, program: swarmProgram(), filter });
  }

  /** A hook that is a file of the repository would be changed for everybody at the next commit. */
  async #refuseTracked({ path: file, name }: HookFile): Promise<void> {
    const { workTree } = this.#repository;
    const args = ['ls-files', '--error-unmatch', '--', file];
    if (!(await gitWithInput(workTree, args, '')).succeeded) return;
    throw new Refusal(
      'conflict',
      `${path.relative(workTree, file)} is a file of this repository, so it is not replaced. Let it run \`swarm hook ${name}\` with its input, e.g. in its first line that does something.`,
    );
  }
}

/** The file of the `swarm` command: beside the bundle of the service, or its source. */
function swarmProgram(): string {
  const bundled = path.join(import.meta.dirname, 'swarm.cjs');
  return existsSync(bundled) ? bundled : path.resolve(import.meta.dirname, '../../../cli/main.ts');
}

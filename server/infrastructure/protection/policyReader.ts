import { parseConfiguration } from '../../configuration/parseConfiguration.ts';
import { configurationFileName } from '../../protocol/configurationFileName.ts';
import { type BaseBranch, findBase } from '../git/baseBranch.ts';
import { gitWithInput } from '../git/gitWithInput.ts';
import type { Repository } from '../git/repository.ts';
import { type LocatedConfiguration, type Policy, policyOf } from './policy.ts';

/** Versions of swarm.json on the base that are looked at where the newest is not valid. */
const versionsLookedAt = 50;
const remembered = 50;

/**
 * Reads the policy in force: what the base has committed, because whoever edits swarm.json in a work tree or on a branch
 * of their own must not lift their own protection. Where the base has none, that of the work tree counts.
 */
export class PolicyReader {
  readonly #repository: Repository;
  readonly #parsed = new Map<string, LocatedConfiguration | undefined>();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** @param workTree what counts where the base has committed nothing */
  async read(workTree: LocatedConfiguration): Promise<Policy> {
    const { git } = this.#repository;
    // The name of the base is not taken from the work tree either, as long as it can be found without.
    const { base: usual } = await findBase(git, undefined);
    const { base } = usual ? { base: usual } : await findBase(git, workTree.configuration.base);
    const committed = base && (await this.#committedAt(base));
    if (!base || !committed) return policyOf(workTree, base?.name, 'in the work tree');
    const named = committed.configuration.base;
    const other = named === undefined ? undefined : (await findBase(git, named)).base;
    if (!other || other.commit === base.commit)
      return policyOf(committed, other?.name ?? base.name, on(base));
    const ofOther = await this.#committedAt(other);
    return policyOf(ofOther ?? committed, other.name, on(ofOther ? other : base));
  }

  /** The policy as it would be with a commit as the base. */
  async readAt(base: BaseBranch, workTree: LocatedConfiguration): Promise<Policy> {
    const committed = await this.#committedAt(base);
    return committed ? policyOf(committed, base.name, on(base)) : this.read(workTree);
  }

  /** The newest valid version on the base; undefined where it has no swarm.json. */
  async #committedAt({ commit }: BaseBranch): Promise<LocatedConfiguration | undefined> {
    const blob = await this.#blobAt(commit);
    if (blob === undefined) return undefined;
    const newest = await this.#parse(blob);
    if (newest) return newest;
    const { workTree } = this.#repository;
    const range = ['rev-list', `--max-count=${versionsLookedAt}`, commit, '--', configurationFileName];
    const { text } = await gitWithInput(workTree, range, '');
    for (const older of text.split('\n').filter((line) => line !== '')) {
      const olderBlob = await this.#blobAt(older);
      const found = olderBlob === undefined ? undefined : await this.#parse(olderBlob);
      if (found) return found;
    }
    return undefined;
  }

  async #blobAt(commit: string): Promise<string | undefined> {
    const args = [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${commit}:${configurationFileName}`,
    ];
    const { text, succeeded } = await gitWithInput(this.#repository.workTree, args, '');
    return succeeded ? text.trim() : undefined;
  }

  async #parse(blob: string): Promise<LocatedConfiguration | undefined> {
    if (this.#parsed.has(blob)) return this.#parsed.get(blob);
    const { text } = await gitWithInput(this.#repository.workTree, ['cat-file', 'blob', blob], '');
    const { configuration, places } = parseConfiguration(text);
    if (this.#parsed.size >= remembered) this.#parsed.clear();
    this.#parsed.set(blob, configuration && { configuration, places });
    return this.#parsed.get(blob);
  }
}

function on({ name }: BaseBranch): string {
  return `on ${name}`;
}

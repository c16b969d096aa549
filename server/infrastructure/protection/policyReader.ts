import { parseConfiguration } from '../../configuration/parseConfiguration.ts';
import { configurationFileName } from '../../protocol/configurationFileName.ts';
import { type CommittedFile, committedFile, committedText } from '../configuration/committedFile.ts';
import { type BaseBranch, findBase } from '../git/baseBranch.ts';
import { baseRefFiles } from '../git/baseRefFiles.ts';
import { gitWithInput } from '../git/gitWithInput.ts';
import type { Repository } from '../git/repository.ts';
import { type LocatedConfiguration, type Policy, policyOf } from './policy.ts';

/** Versions of swarm.json on the base that are looked at where the newest is not valid. */
const versionsLookedAt = 50;
const remembered = 50;

interface FreshPolicy {
  readonly policy: Policy;
  /** Whether it depends on nothing but what the base has committed. */
  readonly isCommitted: boolean;
  readonly named?: string | undefined;
}

/**
 * Reads the policy in force: what the base has committed, because whoever edits swarm.json in a work tree or on a branch
 * of their own must not lift their own protection. Where the base has none, that of the work tree counts.
 */
export class PolicyReader {
  readonly #repository: Repository;
  readonly #parsed = new Map<string, LocatedConfiguration | undefined>();
  /** The last policy, and what the files of the base looked like before it was read. */
  #known: { readonly files: string; readonly policy: Policy } | undefined;
  /** The base that the base's own swarm.json names. */
  #named: readonly string[] = [];

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** @param workTree what counts where the base has committed nothing */
  async read(workTree: LocatedConfiguration): Promise<Policy> {
    // Seen before it is read: what changes meanwhile is read again the next time.
    const files = await baseRefFiles(this.#repository.commonFolder, this.#named);
    if (files !== undefined && files === this.#known?.files) return this.#known.policy;
    const { policy, isCommitted, named } = await this.#readNow(workTree);
    this.#named = named === undefined ? [] : [named];
    this.#known = files !== undefined && isCommitted ? { files, policy } : undefined;
    return policy;
  }

  async #readNow(workTree: LocatedConfiguration): Promise<FreshPolicy> {
    const { git } = this.#repository;
    // The name of the base is not taken from the work tree either, as long as it can be found without.
    const { base: usual } = await findBase(git, undefined);
    const { base } = usual ? { base: usual } : await findBase(git, workTree.configuration.base);
    const committed = base && (await this.#committedAt(base));
    if (!base || !committed)
      return { policy: policyOf(workTree, base?.name, 'in the work tree'), isCommitted: false };
    const named = committed.configuration.base;
    const other = named === undefined ? undefined : (await findBase(git, named)).base;
    const isCommitted = usual !== undefined;
    if (!other || other.commit === base.commit)
      return { policy: policyOf(committed, other?.name ?? base.name, on(base)), isCommitted, named };
    const ofOther = await this.#committedAt(other);
    const policy = policyOf(ofOther ?? committed, other.name, on(ofOther ? other : base));
    return { policy, isCommitted, named };
  }

  /** The policy as it would be with a commit as the base. */
  async readAt(base: BaseBranch, workTree: LocatedConfiguration): Promise<Policy> {
    const committed = await this.#committedAt(base);
    return committed ? policyOf(committed, base.name, on(base)) : this.read(workTree);
  }

  /** The newest valid version on the base; undefined where it has no swarm.json. */
  async #committedAt({ commit }: BaseBranch): Promise<LocatedConfiguration | undefined> {
    const { workTree } = this.#repository;
    const file = await committedFile(workTree, commit);
    if (!file) return undefined;
    const newest = await this.#parse(file);
    if (newest) return newest;
    const range = ['rev-list', `--max-count=${versionsLookedAt}`, commit, '--', configurationFileName];
    const { text } = await gitWithInput(workTree, range, '');
    for (const older of text.split('\n').filter((line) => line !== '')) {
      const olderFile = await committedFile(workTree, older);
      const found = olderFile && (await this.#parse(olderFile));
      if (found) return found;
    }
    return undefined;
  }

  async #parse(file: CommittedFile): Promise<LocatedConfiguration | undefined> {
    const { object } = file;
    if (this.#parsed.has(object)) return this.#parsed.get(object);
    const text = await committedText(this.#repository.workTree, file);
    if (text === undefined) return undefined;
    const { configuration, places } = parseConfiguration(text);
    if (this.#parsed.size >= remembered) this.#parsed.clear();
    this.#parsed.set(object, configuration && { configuration, places });
    return this.#parsed.get(object);
  }
}

function on({ name }: BaseBranch): string {
  return `on ${name}`;
}

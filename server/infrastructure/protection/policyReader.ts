import { parseConfiguration } from '../../configuration/parseConfiguration.ts';
import { configurationFileName } from '../../protocol/configuration/configurationFileName.ts';
import {
  type CommittedFile,
  type CommittedPlace,
  committedPlace,
  committedText,
} from '../configuration/committedFile.ts';
import { type BaseBranch, findBase } from '../git/baseBranch.ts';
import { baseRefFiles } from '../git/baseRefFiles.ts';
import { gitWithInput } from '../git/gitWithInput.ts';
import type { Repository } from '../git/repository.ts';
import { type LocatedConfiguration, type Policy, policyOf } from './policy.ts';

/** Versions of swarm.json on the base that are looked at where the newest is not valid. */
const versionsLookedAt = 50;
const remembered = 50;

interface BasePolicy {
  /** The policy in force, with what counts where the base has committed nothing. */
  policyFor(workTree: LocatedConfiguration): Policy;
  /** Whether the files of the base tell when all this becomes another one. */
  readonly isFollowed: boolean;
  readonly named?: string | undefined;
}

/**
 * Reads the policy in force: what the base has committed, because whoever edits swarm.json in a work tree or on a branch
 * of their own must not lift their own protection. Where the base has none, that of the work tree counts.
 */
export class PolicyReader {
  readonly #repository: Repository;
  readonly #parsed = new Map<string, LocatedConfiguration | undefined>();
  /** What commits have in the place of swarm.json; a commit never has anything else there. */
  readonly #places = new Map<string, CommittedPlace>();
  /** What the base said last, and what its files looked like before that was read. */
  #known: (BasePolicy & { readonly files: string }) | undefined;
  /** The base that the base's own swarm.json names. */
  #named: readonly string[] = [];

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** @param workTree what counts where the base has committed nothing */
  async read(workTree: LocatedConfiguration): Promise<Policy> {
    // Seen before it is read: what changes meanwhile is read again the next time.
    const files = await baseRefFiles(this.#repository.commonFolder, this.#named);
    if (files !== undefined && files === this.#known?.files) return this.#known.policyFor(workTree);
    const fresh = await this.#readNow(workTree);
    this.#named = fresh.named === undefined ? [] : [fresh.named];
    this.#known = files !== undefined && fresh.isFollowed ? { ...fresh, files } : undefined;
    return fresh.policyFor(workTree);
  }

  async #readNow(workTree: LocatedConfiguration): Promise<BasePolicy> {
    const { git } = this.#repository;
    // The name of the base is not taken from the work tree either, as long as it can be found without.
    const { base: usual } = await findBase(git, undefined);
    const { base } = usual ? { base: usual } : await findBase(git, workTree.configuration.base);
    const committed = base && (await this.#committedAt(base));
    if (!base || !committed) {
      // What git could not read is asked for again the next time: until then no rule of the base holds.
      const place = usual && (await this.#placeAt(usual.commit));
      const isFollowed = place?.isCertain === true && place.file === undefined;
      return { policyFor: (located) => policyOf(located, base?.name, 'in the work tree'), isFollowed };
    }
    const isFollowed = usual !== undefined;
    const named = committed.configuration.base;
    const other = named === undefined ? undefined : (await findBase(git, named)).base;
    if (!other || other.commit === base.commit) {
      const policy = policyOf(committed, other?.name ?? base.name, on(base));
      return { policyFor: () => policy, isFollowed, named };
    }
    const ofOther = await this.#committedAt(other);
    const policy = policyOf(ofOther ?? committed, other.name, on(ofOther ? other : base));
    return { policyFor: () => policy, isFollowed, named };
  }

  /** The policy as it would be with a commit as the base. */
  async readAt(base: BaseBranch, workTree: LocatedConfiguration): Promise<Policy> {
    const committed = await this.#committedAt(base);
    return committed ? policyOf(committed, base.name, on(base)) : this.read(workTree);
  }

  /** The newest valid version on the base; undefined where it has no swarm.json. */
  async #committedAt({ commit }: BaseBranch): Promise<LocatedConfiguration | undefined> {
    const { workTree } = this.#repository;
    const { file } = await this.#placeAt(commit);
    if (!file) return undefined;
    const newest = await this.#parse(file);
    if (newest) return newest;
    const range = ['rev-list', `--max-count=${versionsLookedAt}`, commit, '--', configurationFileName];
    const { text } = await gitWithInput(workTree, range, '');
    for (const older of text.split('\n').filter((line) => line !== '')) {
      const { file: olderFile } = await this.#placeAt(older);
      const found = olderFile && (await this.#parse(olderFile));
      if (found) return found;
    }
    return undefined;
  }

  async #placeAt(commit: string): Promise<CommittedPlace> {
    const known = this.#places.get(commit);
    if (known) return known;
    const place = await committedPlace(this.#repository.workTree, commit);
    if (this.#places.size >= remembered) this.#places.clear();
    if (place.isCertain) this.#places.set(commit, place);
    return place;
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

import type { Overlap, Overlaps } from '../../../protocol/overlaps.ts';
import { BoundedMemo } from '../../collections/boundedMemo.ts';
import { concurrently } from '../../concurrency/concurrently.ts';
import type { FileOfCommit } from '../../git/fileBlobs.ts';
import type { Repository } from '../../git/repository.ts';
import { BlobIds } from './blobIds.ts';
import { BranchOverlap } from './branchOverlap.ts';

/** A branch by its last commit. */
export interface BranchTip {
  readonly name: string;
  readonly commit: string;
}

/** Processes at the same time. */
const processes = 4;
/** A hundred branches for a hundred files. */
const rememberedOverlaps = 10_000;

/** What branches do to the lines of a file, each computed once for the two commits and the file. */
export class FileOverlaps {
  readonly #blobs: BlobIds;
  readonly #overlap: BranchOverlap;
  readonly #known = new BoundedMemo<Overlap | undefined>(rememberedOverlaps);

  constructor(repository: Repository) {
    this.#blobs = new BlobIds(repository.workTree);
    this.#overlap = new BranchOverlap(repository, this.#blobs);
  }

  /** The branches that change a file in other lines than the commit has, in their order. */
  async find(file: FileOfCommit, branches: readonly BranchTip[]): Promise<Overlaps> {
    const others = branches.filter(({ commit }) => commit !== file.commit);
    const commits = [file, ...others].map(({ commit }) => commit);
    const [blob, ...theirs] = await Promise.all(
      commits.map((commit) => this.#blobs.get({ commit, path: file.path })),
    );
    // Where the contents are the same, nobody has changed anything, or both have changed it alike.
    const differing = others.filter((_, index) => blob === undefined || theirs[index] !== blob);
    const found = await concurrently(differing, processes, (branch) => this.#of(file, blob, branch));
    const overlaps = found.filter((overlap) => overlap !== undefined);
    return { ...file, blob: blob ?? null, branches: overlaps };
  }

  async #of(file: FileOfCommit, blob: string | undefined, { name, commit }: BranchTip) {
    const key = `${file.commit} ${commit} ${file.path}`;
    const overlap = await this.#known.get(key, () => this.#overlap.compute({ ...file, blob }, commit));
    // Branches that stand on one commit share what is computed.
    return overlap && { ...overlap, branch: name };
  }
}

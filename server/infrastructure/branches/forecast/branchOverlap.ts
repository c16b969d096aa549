import type { Overlap } from '../../../protocol/overlaps.ts';
import { BoundedMemo } from '../../collections/boundedMemo.ts';
import { type ChangedFile, changedFiles } from '../../git/changedFiles.ts';
import type { FileOfCommit } from '../../git/fileBlobs.ts';
import { answerOf } from '../../git/gitClient.ts';
import { type LineChange, lineChanges } from '../../git/lineChanges.ts';
import type { Repository } from '../../git/repository.ts';
import type { BlobIds } from './blobIds.ts';
import { overlapRanges } from './overlapRanges.ts';

/** A file as one commit has it. */
export interface FileContent extends FileOfCommit {
  /** Undefined where the commit has no such file. */
  readonly blob: string | undefined;
}

type Present = NonNullable<Overlap['there']>;

const rememberedDifferences = 2000;
const rememberedForks = 20_000;

/** Finds what one branch does to the lines of a file. */
export class BranchOverlap {
  readonly #repository: Repository;
  readonly #blobs: BlobIds;
  readonly #forks = new BoundedMemo<string | undefined>(rememberedForks);
  readonly #differences = new BoundedMemo<readonly LineChange[] | undefined>(rememberedDifferences);

  constructor(repository: Repository, blobs: BlobIds) {
    this.#repository = repository;
    this.#blobs = blobs;
  }

  /** Undefined where the branch leaves the file as it was when both parted, or has nothing in common with us. */
  async compute(ours: FileContent, branch: string): Promise<Overlap | undefined> {
    const fork = await this.#fork(ours.commit, branch);
    if (fork === undefined || fork === branch) return undefined;
    const origin = await this.#origin(ours, fork);
    const there = await this.#successor(origin, fork, branch);
    const shared = { branch: '', commit: branch, ranges: [], omitted: 0 };
    if (ours.blob === undefined)
      return origin.blob === undefined && there ? { ...shared, kind: 'adds', there, both: false } : undefined;
    const both = origin.blob !== ours.blob;
    if (!there)
      return origin.blob === undefined ? undefined : { ...shared, kind: 'deletes', there: null, both };
    if (there.blob === origin.blob || there.blob === ours.blob) return undefined;
    const ranges = await this.#ranges(ours.blob, origin.blob, there.blob);
    if (!ranges) return { ...shared, kind: 'whole', there, both };
    if (ranges.ranges.length === 0) return undefined;
    return { ...shared, kind: 'edits', there, both, ...ranges };
  }

  /** The file as it was when both parted, under the name that it had then. */
  async #origin(ours: FileContent, fork: string): Promise<FileContent> {
    const blob = await this.#blobs.get({ commit: fork, path: ours.path });
    if (blob !== undefined || ours.blob === undefined) return { commit: fork, path: ours.path, blob };
    const change = (await this.#changes(fork, ours.commit)).find(({ after }) => after?.path === ours.path);
    return { commit: fork, path: ours.path, blob: undefined, ...change?.before };
  }

  /** The file as the branch has it, under the name that it has there. */
  async #successor(origin: FileContent, fork: string, branch: string): Promise<Present | undefined> {
    const blob = await this.#blobs.get({ commit: branch, path: origin.path });
    if (blob !== undefined) return { path: origin.path, blob };
    if (origin.blob === undefined) return undefined;
    const change = (await this.#changes(fork, branch)).find(({ before }) => before?.path === origin.path);
    return change?.after ?? undefined;
  }

  async #ranges(ours: string, origin: string | undefined, theirs: string) {
    // Both added the file: what differs is what both have changed.
    if (origin === undefined) {
      const direct = await this.#difference(ours, theirs);
      const found = direct && overlapRanges([], direct);
      return found && { ...found, ranges: found.ranges.map((range) => ({ ...range, both: true })) };
    }
    const [own, other] = await Promise.all([
      ours === origin ? [] : this.#difference(origin, ours),
      this.#difference(origin, theirs),
    ]);
    return own && other && overlapRanges(own, other);
  }

  #fork(one: string, other: string): Promise<string | undefined> {
    return this.#forks.get(`${one} ${other}`, async () => {
      const answer = await answerOf(this.#repository.git.raw(['merge-base', one, other]));
      return answer.trim().split('\n')[0] || undefined;
    });
  }

  #difference(from: string, to: string): Promise<readonly LineChange[] | undefined> {
    return this.#differences.get(`${from} ${to}`, () => lineChanges(this.#repository.workTree, from, to));
  }

  #changes(from: string, to: string): Promise<ChangedFile[]> {
    return changedFiles(this.#repository.git, from, to);
  }
}

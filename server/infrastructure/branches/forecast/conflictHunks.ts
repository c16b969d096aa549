import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ConflictHunks } from '../../../protocol/conflicts.ts';
import { mergeEnvironment } from '../../git/mergeEnvironment.ts';
import { type MergePair, mergeTrees, ownName } from '../../git/mergeTrees.ts';
import type { Repository } from '../../git/repository.ts';
import { removeMerges } from '../../git/scratch.ts';
import { readTreeFiles } from '../../git/treeFiles.ts';
import { Refusal } from '../../refusal.ts';
import { readMergedText } from './conflictMarkers.ts';
import { conflictSides } from './conflictSides.ts';
import { linePlaces } from './linePlaces.ts';

type HunksOfFile = ConflictHunks['files'][number];

/** A conflicting file: as it is merged and on both sides; undefined what cannot be read. */
interface FileTexts {
  readonly merged: string | undefined;
  readonly a: string | undefined;
  readonly b: string | undefined;
}

/** Longer than any line of text that happens to look like a marker. */
const markerSize = 61;
const maximumFiles = 100;

const why = {
  unread: 'it is no text, is larger than 512 KB or is beyond the first 100 files',
  aboutTheFile: 'the conflict is about the file itself: its name, its kind or whether it exists',
  renamed: 'it has another name on one side',
  tooDifferent: 'the two sides differ in too many lines',
};

/**
 * The lines in which two commits would conflict, side `a` being the pair's base.
 * @param scratch existing folder for what the merge writes
 * @throws {Refusal} `git-failed` where git cannot merge them at all
 */
export async function findHunks(
  repository: Repository,
  pair: MergePair,
  scratch: string,
): Promise<readonly HunksOfFile[]> {
  const folder = await mkdtemp(path.join(scratch, 'hunks-'));
  try {
    const environment = await mergeEnvironment(repository, folder, pair.base);
    await mkdir(path.join(folder, 'info'), { recursive: true });
    await writeFile(path.join(folder, 'info', 'attributes'), `* conflict-marker-size=${markerSize}\n`, {
      flag: 'a',
    });
    const { merges, failure } = await mergeTrees(repository, [pair], environment);
    const [merged] = merges;
    if (!merged) throw new Refusal('git-failed', `git cannot merge these branches: ${failure}.`);
    const read = (tree: string) =>
      readTreeFiles(repository.workTree, tree, merged.files.slice(0, maximumFiles), environment);
    const [texts, a, b] = await Promise.all([merged.tree, pair.base, pair.tip].map(read));
    const paths = merged.files.map((file) => ownName(file, pair));
    const sides = await conflictSides(repository, pair, paths);
    return merged.files.map((file, index) => ({
      path: paths[index] ?? file,
      sides: sides[index] ?? { a: null, b: null },
      ...hunksOf({ merged: texts?.get(file), a: a?.get(file), b: b?.get(file) }),
    }));
  } finally {
    await removeMerges(folder);
  }
}

function hunksOf({ merged, a, b }: FileTexts): Omit<HunksOfFile, 'path' | 'sides'> {
  if (merged === undefined || merged.includes('\0')) return { hunks: [], why: why.unread };
  const text = readMergedText(merged, markerSize);
  if (text.hunks.length === 0) return { hunks: [], why: why.aboutTheFile };
  if (a === undefined || b === undefined) return { hunks: [], why: why.renamed };
  const inA = linePlaces(text.a, a.split('\n'));
  const inB = linePlaces(text.b, b.split('\n'));
  if (!inA || !inB) return { hunks: [], why: why.tooDifferent };
  const hunks = text.hunks.map((hunk) => ({
    a: { ...hunk.a, start: inA(hunk.a.start) },
    b: { ...hunk.b, start: inB(hunk.b.start) },
  }));
  return { hunks, why: null };
}

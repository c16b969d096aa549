import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ConflictHunks } from '../../protocol/conflicts.ts';
import { mergeEnvironment } from '../git/mergeEnvironment.ts';
import { type MergePair, mergeTrees, ownName } from '../git/mergeTrees.ts';
import type { Repository } from '../git/repository.ts';
import { readTreeFiles } from '../git/treeFiles.ts';
import { Refusal } from '../refusal.ts';
import { conflictRanges } from './conflictMarkers.ts';

type HunksOfFile = ConflictHunks['files'][number];

/** Longer than any line of text that happens to look like a marker. */
const markerSize = 61;
const maximumFiles = 100;

const unread = 'it is no text, is larger than 512 KB or is beyond the first 100 files';
const aboutTheFile = 'the conflict is about the file itself: its name, its kind or whether it exists';

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
    await mkdir(path.join(folder, 'info'));
    await writeFile(path.join(folder, 'info', 'attributes'), `* conflict-marker-size=${markerSize}\n`);
    const { merges, failure } = await mergeTrees(repository, [pair], environment);
    const [merged] = merges;
    if (!merged) throw new Refusal('git-failed', `git cannot merge these branches: ${failure}.`);
    const files = merged.files.slice(0, maximumFiles);
    const texts = await readTreeFiles(repository.workTree, merged.tree, files, environment);
    return merged.files.map((file) => hunksOf(ownName(file, pair), texts.get(file)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function hunksOf(file: string, text: string | undefined): HunksOfFile {
  if (text === undefined || text.includes('\0')) return { path: file, hunks: [], why: unread };
  const hunks = conflictRanges(text, markerSize);
  return { path: file, hunks, why: hunks.length === 0 ? aboutTheFile : null };
}

import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { GitOutput } from './gitWithInput.ts';

/** Where a conflict is resolved: an empty git folder of its own, and the work tree of it. */
export interface ResolutionGround {
  readonly gitFolder: string;
  readonly workTree: string;
  /** Git's folder of recorded resolutions, `rr-cache`; it is only read. */
  readonly recorded: string;
  run(args: readonly string[], input?: string): Promise<GitOutput>;
}

/** One stage of a file that conflicts. */
interface Stage {
  readonly mode: string;
  readonly object: string;
  readonly number: string;
  readonly file: string;
}

const rerere = ['-c', 'rerere.enabled=true', '-c', 'rerere.autoUpdate=true', 'rerere'];

/**
 * The tree of a merge whose conflicts people have all resolved before, by what git's `rerere` has recorded; undefined
 * where one of them is new, or is none of texts.
 */
export async function resolveAsRecorded(
  ground: ResolutionGround,
  ours: string,
  theirs: string,
): Promise<{ readonly tree: string; readonly files: string[] } | undefined> {
  if (!(await isThere(ground.recorded))) return undefined;
  const conflict = await stagesOf(ground, ours, theirs);
  const files = conflict && [...new Set(conflict.stages.map(({ file }) => file))];
  if (!files?.every((file) => isOfTexts(file, conflict?.stages ?? []))) return undefined;
  if (!conflict || !(await prepare(ground, conflict, files))) return undefined;
  await ground.run(rerere);
  const unresolved = await ground.run(['ls-files', '--unmerged', '-z']);
  if (!unresolved.succeeded || unresolved.text !== '' || (await hasMarkers(ground, files))) return undefined;
  const { text, succeeded } = await ground.run(['write-tree']);
  return succeeded ? { tree: text.trim(), files } : undefined;
}

interface Conflict {
  readonly markedTree: string;
  readonly stages: readonly Stage[];
}

async function stagesOf(
  { run }: ResolutionGround,
  ours: string,
  theirs: string,
): Promise<Conflict | undefined> {
  const { text } = await run(['merge-tree', '--write-tree', '-z', '--no-messages', ours, theirs]);
  const [markedTree = '', ...fields] = text.split('\0');
  const stages = fields.flatMap((field) => {
    const [, mode, object, number, file] = /^(\d+) ([0-9a-f]+) ([123])\t(.+)$/s.exec(field) ?? [];
    return mode && object && number && file ? [{ mode, object, number, file }] : [];
  });
  // A name that is no UTF-8 cannot be asked for again.
  return stages.length === 0 || text.includes('\ufffd') ? undefined : { markedTree, stages };
}

/** Both sides have the file, as a plain file of the same mode. */
function isOfTexts(file: string, stages: readonly Stage[]): boolean {
  const sides = stages.filter((stage) => stage.file === file && stage.number !== '1');
  const [mode] = sides.map((side) => side.mode);
  return sides.length === 2 && /^100/.test(mode ?? '') && sides.every((side) => side.mode === mode);
}

/** Index, files and recorded resolutions as they are where a person's merge has stopped. */
async function prepare(
  { gitFolder, workTree, recorded, run }: ResolutionGround,
  { markedTree, stages }: Conflict,
  files: readonly string[],
): Promise<boolean> {
  await rm(path.join(gitFolder, 'MERGE_RR'), { force: true });
  const copy = path.join(gitFolder, 'rr-cache');
  // A copy: what is new here must not be remembered as something a person has begun to resolve.
  if (!(await isThere(copy))) await cp(recorded, copy, { recursive: true });
  if (!(await run(['read-tree', markedTree])).succeeded) return false;
  const nothing = '0'.repeat(markedTree.length);
  const entries = [
    ...files.map((file) => `0 ${nothing}\t${file}\0`),
    ...stages.map(({ mode, object, number, file }) => `${mode} ${object} ${number}\t${file}\0`),
  ];
  if (!(await run(['update-index', '-z', '--index-info'], entries.join(''))).succeeded) return false;
  for (const file of files) {
    const { bytes, succeeded } = await run(['cat-file', 'blob', `${markedTree}:${file}`]);
    if (!succeeded) return false;
    await mkdir(path.dirname(path.join(workTree, file)), { recursive: true });
    await writeFile(path.join(workTree, file), bytes);
  }
  return true;
}

/** A resolution that still holds a conflict is none. */
async function hasMarkers({ workTree }: ResolutionGround, files: readonly string[]): Promise<boolean> {
  for (const file of files)
    if (/^(<{7}|>{7})( |$)/m.test(await readFile(path.join(workTree, file), 'latin1'))) return true;
  return false;
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

import type { AskGit } from './branchSides.ts';
import type { GitOutput } from './gitWithInput.ts';

/** Runs a command of git that reads what another one prints. */
export type PipeGit = (
  commands: readonly [first: readonly string[], second: readonly string[]],
  input: string,
) => Promise<GitOutput>;

/** What one process lists we hold in memory at one go. */
const mostChanges = 2000;

/** The same for everybody: no program, no setting and no guess has a say. */
const diff = ['diff-tree', '--stdin', '-r', '--root', '--no-renames', '--no-ext-diff', '--no-textconv'];

/**
 * Which files changes add, change and delete, as one text: what tells most patches apart and is a hundredth of the work. By
 * commit; merges and what changes nothing are left out.
 * @param changes commits, or `<commit> <other>` for all that the commit has changed since the other one
 */
export async function touchedFiles(ask: AskGit, changes: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const some of inParts(changes, mostChanges)) {
    const { text } = await ask([...diff, '--name-status'], `${some.join('\n')}\n`);
    // A commit stands on a line of its own, and the lines of its files have a tab.
    for (const [, commit = '', files = ''] of text.matchAll(/^([0-9a-f]{40,64})\n((?:.*\t.*\n)+)/gm))
      found.set(commit, files);
  }
  return found;
}

/**
 * Git's name for the patch of each change, which is the same under every commit, by commit. Two processes.
 * @param changes as of `touchedFiles`
 */
export async function patchIds(pipe: PipeGit, changes: readonly string[]): Promise<Map<string, string>> {
  if (changes.length === 0) return new Map();
  const patches = [...diff, '--patch', '--full-index'];
  const piped = await pipe([patches, ['patch-id', '--stable']], `${changes.join('\n')}\n`);
  if (!piped.succeeded) return inHalves(pipe, changes);
  return new Map(
    piped.text.split('\n').flatMap((line): [string, string][] => {
      const [patch = '', commit] = line.split(' ');
      return commit === undefined ? [] : [[commit, patch]];
    }),
  );
}

/** A file that a partial clone lacks must not cost the other patches their name, nor give a name to half a patch. */
async function inHalves(pipe: PipeGit, changes: readonly string[]): Promise<Map<string, string>> {
  if (changes.length === 1) return new Map();
  const middle = changes.length >> 1;
  const first = await patchIds(pipe, changes.slice(0, middle));
  return new Map([...first, ...(await patchIds(pipe, changes.slice(middle)))]);
}

/** Items in order, at most so many at a time. */
export function* inParts<Item>(items: readonly Item[], most: number): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += most) yield items.slice(at, at + most);
}

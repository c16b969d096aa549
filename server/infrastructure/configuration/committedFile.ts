import { configurationFileName, maximumConfigurationBytes } from '../../protocol/configurationFileName.ts';
import { type GitOutput, gitWithInput } from '../git/gitWithInput.ts';

/** What a commit has in the place of `swarm.json`. */
export interface CommittedFile {
  /** Two of the same name hold the same. */
  readonly object: string;
  /** Whether it can be one: a regular file of a bearable size, no link, no folder, no submodule. */
  readonly isReadable: boolean;
}

const listed = /^(?<mode>\d+) \w+ (?<object>[0-9a-f]+) +(?<size>\d+|-)\t/;

/** Undefined where the commit has nothing there. */
export async function committedFile(workTree: string, commit: string): Promise<CommittedFile | undefined> {
  const { mode, object, size } = listed.exec((await listing(workTree, commit)).text)?.groups ?? {};
  if (object === undefined) return undefined;
  const isRegular = mode === '100644' || mode === '100755';
  return { object, isReadable: isRegular && Number(size) <= maximumConfigurationBytes };
}

/** Whether the commit has nothing there for sure; false also where git cannot tell. */
export async function hasNoFile(workTree: string, commit: string): Promise<boolean> {
  const { text, succeeded } = await listing(workTree, commit);
  return succeeded && text === '';
}

function listing(workTree: string, commit: string): Promise<GitOutput> {
  const list = ['ls-tree', '-l', '--full-tree', '--end-of-options', commit, '--', configurationFileName];
  return gitWithInput(workTree, list, '');
}

/** Undefined where it cannot be read. */
export async function committedText(
  workTree: string,
  { object, isReadable }: CommittedFile,
): Promise<string | undefined> {
  if (!isReadable) return undefined;
  const { text, succeeded } = await gitWithInput(workTree, ['cat-file', 'blob', object], '');
  return succeeded ? text : undefined;
}

import {
  configurationFileName,
  maximumConfigurationBytes,
} from '../../protocol/configuration/configurationFileName.ts';
import { gitWithInput } from '../git/gitWithInput.ts';

/** What a commit has in the place of `swarm.json`. */
export interface CommittedFile {
  /** Two of the same name hold the same. */
  readonly object: string;
  /** Whether it can be one: a regular file of a bearable size, no link, no folder, no submodule. */
  readonly isReadable: boolean;
}

const listed = /^(?<mode>\d+) \w+ (?<object>[0-9a-f]+) +(?<size>\d+|-)\t/;

/** What git says of the place of `swarm.json` in a commit. */
export interface CommittedPlace {
  /** Undefined where the commit has nothing there. */
  readonly file: CommittedFile | undefined;
  /** False where git could not tell. */
  readonly isCertain: boolean;
}

/** Looks into a commit. */
export async function committedPlace(workTree: string, commit: string): Promise<CommittedPlace> {
  const list = ['ls-tree', '-l', '--full-tree', '--end-of-options', commit, '--', configurationFileName];
  const { text, succeeded } = await gitWithInput(workTree, list, '');
  const { mode, object, size } = listed.exec(text)?.groups ?? {};
  if (object === undefined) return { file: undefined, isCertain: succeeded && text === '' };
  const isRegular = mode === '100644' || mode === '100755';
  const isReadable = isRegular && Number(size) <= maximumConfigurationBytes;
  return { file: { object, isReadable }, isCertain: succeeded };
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

import { parseConfiguration } from '../../configuration/parseConfiguration.ts';
import { configurationFileName } from '../../protocol/configurationFileName.ts';
import { type BaseBranch, findBase } from '../git/baseBranch.ts';
import { gitWithInput } from '../git/gitWithInput.ts';
import type { Repository } from '../git/repository.ts';

/** A swarm.json that a branch has at its tip. */
export interface CommittedConfiguration {
  readonly text: string;
  readonly branch: string;
}

const maximumBytes = 1_000_000;
/** A regular file: no link, no folder, no submodule. */
const listed = /^100(?:644|755) blob (?<blob>[0-9a-f]+) +(?<size>\d+)\t/;

/** The swarm.json at the tip of the base, or of the other base that it names; undefined where there is none. */
export async function committedConfiguration(
  repository: Repository,
): Promise<CommittedConfiguration | undefined> {
  const { git } = repository;
  const { base } = await findBase(git, undefined);
  const own = base && (await configurationAt(repository, base));
  if (!own) return undefined;
  const named = parseConfiguration(own.text).configuration?.base;
  const other = named === undefined ? undefined : (await findBase(git, named)).base;
  return (other && (await configurationAt(repository, other))) ?? own;
}

async function configurationAt(
  { workTree }: Repository,
  { name, commit }: BaseBranch,
): Promise<CommittedConfiguration | undefined> {
  const list = ['ls-tree', '-l', '--full-tree', '--end-of-options', commit, '--', configurationFileName];
  const { blob, size } = listed.exec((await gitWithInput(workTree, list, '')).text)?.groups ?? {};
  if (blob === undefined || Number(size) > maximumBytes) return undefined;
  const { text, succeeded } = await gitWithInput(workTree, ['cat-file', 'blob', blob], '');
  return succeeded ? { text, branch: name } : undefined;
}

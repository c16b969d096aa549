import { parseConfiguration } from '../../configuration/parseConfiguration.ts';
import { type BaseBranch, findBase } from '../git/baseBranch.ts';
import type { Repository } from '../git/repository.ts';
import { committedPlace, committedText } from './committedFile.ts';

/** A swarm.json that a branch has at its tip. */
export interface CommittedConfiguration {
  readonly text: string;
  readonly branch: string;
}

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
  const { file } = await committedPlace(workTree, commit);
  const text = file && (await committedText(workTree, file));
  return text === undefined ? undefined : { text, branch: name };
}

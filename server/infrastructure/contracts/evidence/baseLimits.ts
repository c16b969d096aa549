import { LimitPolicy } from '../../../configuration/limits/limitPolicy.ts';
import { folderOf } from '../../../configuration/limits/nearestSources.ts';
import {
  readRepositoryLimits,
  ruleFolders,
  statesLimits,
  withFolderLimits,
} from '../../../configuration/limits/repositoryLimits.ts';
import type { RepositoryReader } from '../../../configuration/limits/repositoryReader.ts';
import { parseConfiguration } from '../../../configuration/parseConfiguration.ts';
import { configurationFileName } from '../../../protocol/configuration/configurationFileName.ts';
import { unattendedSettings } from '../../../protocol/languageServer/defaultLanguageSettings.ts';
import { BoundedMemo } from '../../collections/boundedMemo.ts';
import { gitWithInput } from '../../git/gitWithInput.ts';
import type { Repository } from '../../git/repository.ts';
import { readTreeFiles } from '../../git/treeFiles.ts';
import type { EvidenceRepository } from './evidenceRepository.ts';

const known = new WeakMap<Repository, BoundedMemo<LimitPolicy>>();

/** The limits that the base has committed; those of the commit itself where there is no base. */
export async function baseLimits(repository: EvidenceRepository, commit: string): Promise<LimitPolicy> {
  const base = repository.base === null ? undefined : await repository.commit(repository.base);
  const today = new Date().toISOString().slice(0, 10);
  const memo = known.get(repository.repository) ?? new BoundedMemo<LimitPolicy>(4);
  known.set(repository.repository, memo);
  const stating = base ?? commit;
  return memo.get(`${stating} ${today}`, () => limitsAt(repository.repository, stating, today));
}

async function limitsAt({ workTree }: Repository, commit: string, today: string): Promise<LimitPolicy> {
  const paths = await listedFiles(workTree, commit);
  const wanted = paths.filter((path) => path === configurationFileName || statesLimits(path));
  const bytes = await readTreeFiles(workTree, commit, wanted, {});
  const read = (path: string) => {
    const content = bytes.get(path);
    return content === undefined ? undefined : Buffer.from(content, 'latin1').toString('utf8');
  };
  const text = read(configurationFileName);
  const { configuration, places } = parseConfiguration(text ?? '{}');
  const located = text === undefined || configuration === undefined ? undefined : { configuration, places };
  const byFolder = Map.groupBy(wanted, folderOf);
  const namesIn = (folder: string) =>
    byFolder.get(folder)?.map((path) => path.slice(path.lastIndexOf('/') + 1)) ?? [];
  const reader: RepositoryReader = {
    list: (folder) => (folder === '' ? [...namesIn(''), ...ruleFolders] : namesIn(folder)),
    read,
  };
  const ofRoot = await readRepositoryLimits(reader, configuration?.v2.exemptionRegistries);
  const folders = [...byFolder.keys()].filter((folder) => folder !== '');
  const repository = await withFolderLimits(ofRoot, reader, folders);
  return new LimitPolicy({ located, settings: unattendedSettings, repository, today });
}

/** The files of a commit, relative to its root; none where git cannot tell. */
async function listedFiles(workTree: string, commit: string): Promise<string[]> {
  const args = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', '--end-of-options', commit];
  const { text, succeeded } = await gitWithInput(workTree, args, '');
  return succeeded ? text.split('\0').filter((name) => name !== '') : [];
}

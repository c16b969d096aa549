import { LimitPolicy } from '../../configuration/limits/limitPolicy.ts';
import {
  type RepositoryReader,
  readRepositoryLimits,
  ruleFolders,
  statesLimits,
} from '../../configuration/limits/repositoryLimits.ts';
import { parseConfiguration } from '../../configuration/parseConfiguration.ts';
import { configurationFileName } from '../../protocol/configurationFileName.ts';
import { defaultLanguageSettings } from '../../protocol/defaultLanguageSettings.ts';
import { BoundedMemo } from '../boundedMemo.ts';
import { gitWithInput } from '../git/gitWithInput.ts';
import type { Repository } from '../git/repository.ts';
import { readTreeFiles } from '../git/treeFiles.ts';
import type { EvidenceRepository } from './evidenceRepository.ts';

/** Hints that a limit comes near are for somebody who types. */
const settings = {
  ...defaultLanguageSettings,
  limits: { ...defaultLanguageSettings.limits, approachingFrom: 0 },
};

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
  const names = await listedFiles(workTree, commit);
  const paths = [...names].flatMap(([folder, files]) =>
    files.map((file) => (folder === '' ? file : `${folder}/${file}`)),
  );
  const wanted = paths.filter((path) => path === configurationFileName || statesLimits(path));
  const bytes = await readTreeFiles(workTree, commit, wanted, {});
  const read = (path: string) => {
    const content = bytes.get(path);
    return content === undefined ? undefined : Buffer.from(content, 'latin1').toString('utf8');
  };
  const text = read(configurationFileName);
  const { configuration, places } = parseConfiguration(text ?? '{}');
  const located = text === undefined || configuration === undefined ? undefined : { configuration, places };
  const reader: RepositoryReader = { list: (folder) => names.get(folder) ?? [], read };
  const repository = await readRepositoryLimits(reader, configuration?.v2.exemptionRegistries);
  return new LimitPolicy({ located, settings, repository, today });
}

/** Names in the folders that rules are kept in, and in the root. */
async function listedFiles(workTree: string, commit: string): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  for (const folder of ['', ...ruleFolders]) {
    const { text, succeeded } = await gitWithInput(
      workTree,
      ['ls-tree', '-z', '--name-only', '--end-of-options', `${commit}:${folder}`],
      '',
    );
    if (succeeded)
      names.set(
        folder,
        text.split('\0').filter((name) => name !== ''),
      );
  }
  return names;
}

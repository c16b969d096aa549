import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { configurationFileName } from '../../../protocol/configuration/configurationFileName.ts';
import { stateFolderName } from '../../../protocol/serviceFile.ts';
import { renameOver } from '../../../workspace/files/renameOver.ts';
import { gitWithInput } from '../../git/gitWithInput.ts';
import type { Repository } from '../../git/repository.ts';
import type { Policy } from '../../protection/policy.ts';

/** File that tells the hook, which runs in sh, for which refs Node has to be started. */
export function filterFile({ commonFolder }: Repository): string {
  return path.join(commonFolder, stateFolderName, 'protected-refs');
}

/**
 * Lines of the filter: `=name`, `^prefix`, and `@base blob` for the base with the swarm.json that the filter was made
 * from: where the base gets another one, the filter is made anew. Rules of a work tree may change unseen, so everything
 * is looked at then.
 */
export function filterLines(policies: readonly Policy[], blob: string | undefined): string[] {
  if (policies.some(({ where }) => where === 'in the work tree')) return ['^'];
  const lines = policies.flatMap(({ rules, teams, base }) => [
    ...rules.map(({ pattern }) => lineOf(pattern)),
    ...(base !== undefined && Object.values(teams).some(({ protectedPaths }) => protectedPaths.length > 0)
      ? [`=${base}`]
      : []),
    ...(base === undefined ? [] : [`@${base} ${blob ?? 'none'}`]),
  ]);
  return [...new Set(lines)];
}

/** Wildcards need no more than the text before them: what is let through too much is only looked at in vain. */
function lineOf(pattern: string): string {
  const prefix = /^[^*?[\]{}()!+@|\\]*/.exec(pattern)?.[0] ?? '';
  return prefix === pattern ? `=${pattern}` : `^${prefix}`;
}

/**
 * Writes the filter in one step.
 * @param commit of the base as it is, or as it is about to be
 */
export async function writeFilter(
  repository: Repository,
  policies: readonly Policy[],
  commit: string | undefined,
): Promise<void> {
  const file = filterFile(repository);
  const blob = commit === undefined ? undefined : await configurationAt(repository, commit);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}.${crypto.randomUUID()}`;
  try {
    await writeFile(temporary, `${filterLines(policies, blob).join('\n')}\n`, { flag: 'wx' });
    await renameOver(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function configurationAt({ workTree }: Repository, commit: string): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', `${commit}:${configurationFileName}`];
  const { text, succeeded } = await gitWithInput(workTree, args, '');
  return succeeded ? text.trim() : undefined;
}

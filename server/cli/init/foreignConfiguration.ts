import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RepositoryFacts } from '../../configuration/import/importContext.ts';
import { looksLikeDeployments } from '../../configuration/import/importDeployments.ts';
import { isTooDeep, jsonProblem } from '../../infrastructure/files/jsonProblem.ts';
import { readBounded } from '../../infrastructure/files/readBounded.ts';
import type { Repository } from '../../infrastructure/git/repository.ts';
import { surveyRepository } from '../../infrastructure/proposal/surveyRepository.ts';
import { CommandError } from '../command.ts';

const maximumBytes = 1_000_000;
/** More files of such names are not looked into. */
const enough = 40;
const likelyName = /(deploy|release|environment|blue[-_]?green|rollout)[^/]*\.json$/i;

/**
 * The value of a JSON file.
 * @throws {CommandError} it cannot be read, or is no JSON
 */
export async function readForeign(file: string): Promise<unknown> {
  const found = await readBounded(file, maximumBytes);
  if (found?.text === undefined)
    throw new CommandError(`init: ${file} cannot be read: ${found?.problem ?? 'there is no such file'}.`);
  const value = parsed(found.text);
  if (value === undefined) throw new CommandError(`init: ${file} is no JSON: ${jsonProblem(found.text)}.`);
  return value;
}

/** A file of the repository that looks like a blue-green configuration; undefined where none does. */
export async function findForeign({ git, workTree }: Repository): Promise<string | undefined> {
  const listed = await git.raw(['ls-files', '-z', '--', '*.json']).catch(() => '');
  const likely = listed.split('\0').filter((name) => likelyName.test(name));
  for (const name of likely.slice(0, enough)) {
    const found = await readBounded(path.join(workTree, name), maximumBytes);
    if (found?.text !== undefined && looksLikeDeployments(parsed(found.text))) return name;
  }
  return undefined;
}

/** What the repository says that such a file does not. */
export async function repositoryFacts(
  repository: Repository,
  command: readonly string[],
): Promise<RepositoryFacts> {
  const { workTree } = repository;
  const manifest = await readBounded(path.join(workTree, 'package.json'), maximumBytes);
  const scripts = (parsed(manifest?.text ?? '') as { scripts?: unknown } | undefined)?.scripts;
  const dockerfile = await readFile(path.join(workTree, 'Dockerfile')).catch(() => undefined);
  const { teams } = await surveyRepository(repository);
  return {
    scripts: typeof scripts === 'object' && scripts !== null ? Object.keys(scripts) : [],
    dockerfile: dockerfile !== undefined,
    command: command.length > 0 ? command : undefined,
    branchPrefixes: teams.map(({ value }) => value.branchPrefix),
  };
}

function parsed(text: string): unknown {
  try {
    return isTooDeep(text) ? undefined : JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RepositoryFacts } from '../../configuration/import/importContext.ts';
import { jsonProblem } from '../../infrastructure/files/jsonProblem.ts';
import { readBounded } from '../../infrastructure/files/readBounded.ts';
import type { Repository } from '../../infrastructure/git/repository.ts';
import { parsedJson } from '../../infrastructure/proposal/findForeign.ts';
import { surveyRepository } from '../../infrastructure/proposal/surveyRepository.ts';
import { CommandError } from '../command.ts';

const maximumBytes = 1_000_000;

/**
 * The value of a JSON file.
 * @throws {CommandError} it cannot be read, or is no JSON
 */
export async function readForeign(file: string): Promise<unknown> {
  const found = await readBounded(file, maximumBytes);
  if (found?.text === undefined)
    throw new CommandError(`init: ${file} cannot be read: ${found?.problem ?? 'there is no such file'}.`);
  const value = parsedJson(found.text);
  if (value === undefined) throw new CommandError(`init: ${file} is no JSON: ${jsonProblem(found.text)}.`);
  return value;
}

/** What the repository says that such a file does not. */
export async function repositoryFacts(
  repository: Repository,
  command: readonly string[],
): Promise<RepositoryFacts> {
  const { workTree } = repository;
  const manifest = await readBounded(path.join(workTree, 'package.json'), maximumBytes);
  const scripts = (parsedJson(manifest?.text ?? '') as { scripts?: unknown } | undefined)?.scripts;
  const dockerfile = await readFile(path.join(workTree, 'Dockerfile')).catch(() => undefined);
  const { teams } = await surveyRepository(repository);
  return {
    scripts: typeof scripts === 'object' && scripts !== null ? Object.keys(scripts) : [],
    dockerfile: dockerfile !== undefined,
    command: command.length > 0 ? command : undefined,
    branchPrefixes: teams.map(({ value }) => value.branchPrefix),
  };
}

import type { ImportContext, TargetVersion } from '../../analysis/importExplanation.ts';
import { RepositoryFacts } from '../../workspace/imports/repositoryFacts.ts';
import { readPythonTarget } from '../../workspace/readPythonTarget.ts';
import type { CheckTarget } from '../check/checkTargets.ts';

interface Repository {
  readonly target: TargetVersion | undefined;
  readonly facts: RepositoryFacts;
}

/** Finds what beyond a file's text decides about its imports, reading each repository once, when it is first asked. */
export function importContexts(
  warn: (sentence: string) => void,
): (target: CheckTarget) => Promise<ImportContext> {
  const repositories = new Map<string, Promise<Repository>>();
  return async ({ file, context: { root } }) => {
    const repository = repositories.get(root) ?? readRepository(root, warn);
    repositories.set(root, repository);
    const { target, facts } = await repository;
    return { target, workspace: facts.factsOf(file) };
  };
}

async function readRepository(root: string, warn: (sentence: string) => void): Promise<Repository> {
  const { version, problems } = await readPythonTarget(root);
  for (const problem of problems) warn(problem);
  const facts = new RepositoryFacts(root);
  const [unread] = facts.unread;
  if (unread !== undefined)
    warn(
      `${unread} cannot be read, so nobody knows which names of other files it uses: few fixes are safe then.`,
    );
  return { target: version, facts };
}

import type { ImportContext, TargetVersion } from '../../analysis/importExplanation.ts';
import { readPythonTarget } from '../../workspace/readPythonTarget.ts';
import type { CheckTarget } from '../check/checkTargets.ts';

/** Finds what beyond a file's text decides about its imports, reading each repository once. */
export function importContexts(
  warn: (sentence: string) => void,
): (target: CheckTarget) => Promise<ImportContext> {
  const targets = new Map<string, Promise<TargetVersion | undefined>>();
  const read = async (root: string): Promise<TargetVersion | undefined> => {
    const { version, problems } = await readPythonTarget(root);
    for (const problem of problems) warn(problem);
    return version;
  };
  return async ({ context: { root } }) => {
    const target = targets.get(root) ?? read(root);
    targets.set(root, target);
    return { target: await target, workspace: undefined };
  };
}

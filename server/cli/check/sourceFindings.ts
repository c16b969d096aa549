import path from 'node:path';
import { pathBelow } from '../../workspace/files/pathBelow.ts';
import type { FileAccess } from '../../workspace/inputs/fileAccess.ts';
import { limitSourceFindings } from '../../workspace/limitSourceFindings.ts';
import type { CheckTargets } from '../targets/checkTargets.ts';
import { type CheckFinding, checkFinding } from './checkRun.ts';

/** What is found about the files that state the limits of the repositories that are checked as a whole. */
export function sourceFindings(
  { wholeContexts, files }: CheckTargets,
  cwd: string,
  access: FileAccess,
): CheckFinding[] {
  return [...wholeContexts].flatMap((context) => {
    const { root, policy } = context;
    const listed =
      policy.exemptions.length === 0
        ? []
        : files.filter((each) => each.context === context).map(({ file }) => context.pathOf(file));
    return limitSourceFindings(policy, root, { listed, files: access }).map(({ path: file, finding }) =>
      checkFinding(pathBelow(cwd, path.join(root, file)), finding),
    );
  });
}

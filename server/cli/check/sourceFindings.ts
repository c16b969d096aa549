import path from 'node:path';
import { limitSourceFindings } from '../../workspace/limitSourceFindings.ts';
import type { CheckContext } from './checkContext.ts';
import { type CheckFinding, checkFinding } from './checkRun.ts';

/** What is found about the files that state the limits of repositories. */
export function sourceFindings(contexts: Iterable<CheckContext>, cwd: string): CheckFinding[] {
  return [...contexts].flatMap(({ root, policy }) =>
    limitSourceFindings(policy, root).map(({ path: file, finding }) =>
      checkFinding(path.relative(cwd, path.join(root, file)).replaceAll(path.sep, '/'), finding),
    ),
  );
}

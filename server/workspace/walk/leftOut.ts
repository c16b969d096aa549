import path from 'node:path';
import { neverEntered } from './fileWalk.ts';
import { IgnoreRules } from './ignoreRules.ts';

/** Whether `.gitignore` leaves out a file below a root, or a folder it lies in, or no walk would come to it. */
export function isLeftOut(root: string, relative: string): boolean {
  let rules = IgnoreRules.of(root, root);
  let current = root;
  const names = relative.split('/');
  return names.some((name, index) => {
    current = path.join(current, name);
    const isFolder = index < names.length - 1;
    if (neverEntered.has(name) || rules.ignores(current, isFolder)) return true;
    if (isFolder) rules = rules.enter(current);
    return false;
  });
}

import { matcher } from './exclusion.ts';

/** Tells whether the name of a branch is matched by a pattern of `branches.protection`: `*` stays between slashes. */
export function createBranchPattern(pattern: string): (branch: string) => boolean {
  const [matches = () => false] = matcher(pattern);
  return (branch) => branch === pattern || matches(branch);
}

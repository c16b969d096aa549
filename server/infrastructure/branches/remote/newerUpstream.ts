import type { BaseBranch } from '../../git/baseBranch.ts';
import { gitWithInput } from '../../git/gitWithInput.ts';
import type { Repository } from '../../git/repository.ts';

/** The base as its upstream has it, where that has all of the base's commits and more; else the base as it is. */
export async function newerUpstream({ workTree }: Repository, base: BaseBranch): Promise<BaseBranch> {
  const format = '--format=%(upstream)';
  const { text } = await gitWithInput(workTree, ['for-each-ref', format, `refs/heads/${base.name}`], '');
  const upstream = text.trim();
  if (upstream === '') return base;
  const isAncestor = ['merge-base', '--is-ancestor', base.commit, upstream];
  if (!(await gitWithInput(workTree, isAncestor, '')).succeeded) return base;
  const tip = await gitWithInput(workTree, ['rev-parse', '--verify', '--quiet', `${upstream}^{commit}`], '');
  return tip.succeeded ? { name: base.name, commit: tip.text.trim() } : base;
}

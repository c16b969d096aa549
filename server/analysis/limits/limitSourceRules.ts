import type { RuleId } from '../finding.ts';

/** What can be found about limits themselves: no rule of a text, for it is the sources of a repository that are compared. */
export const limitSourceRules: readonly { readonly id: RuleId; readonly title: string }[] = [
  { id: 'limits-disagree', title: 'Sources of a limit disagree' },
  { id: 'stale-exemption', title: 'Stale exemption' },
];

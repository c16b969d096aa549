import type { StatusFinding } from '../../finding.ts';

/** What can be found about the status files of agents: no rules of code, and only the editor tells them. */
export const statusRules: readonly { readonly id: StatusFinding['rule']; readonly title: string }[] = [
  { id: 'status-syntax', title: 'Status file that is no JSON' },
  { id: 'status-timestamp', title: 'Time that cannot be believed' },
  { id: 'status-spelling', title: 'Word that means nothing' },
  { id: 'status-type', title: 'Type that is not understood' },
  { id: 'status-contradiction', title: 'Fields that contradict each other' },
];

import type { Branch } from '../../../protocol/branches.ts';
import type { Command } from '../../command.ts';
import { listCommand } from '../../resourceList.ts';

export const command: Command = listCommand({
  name: 'branches',
  summary: 'List team branches and whether they conflict with the base',
  route: 'listBranches',
  none: 'There are no branches yet.',
  pending: ({ conflict }) => conflict.state === 'unknown' && conflict.why === 'computing',
  columns: [
    { title: 'BRANCH', text: ({ name, current }) => `${name}${current ? ' *' : ''}` },
    { title: 'TEAM', text: ({ team }) => team ?? '-' },
    { title: 'AHEAD', text: ({ ahead }) => String(ahead ?? '-') },
    { title: 'BEHIND', text: ({ behind }) => String(behind ?? '-') },
    { title: 'MERGES', text: mergeText },
    {
      title: 'LAST COMMIT',
      text: ({ commit, author, subject }) => `${commit.slice(0, 8)} ${author}: ${subject}`,
    },
  ],
});

function mergeText({ base, conflict }: Branch): string {
  if (base) return 'base';
  if (conflict.state === 'none') return 'yes';
  return conflict.state === 'conflict'
    ? `conflict in ${conflict.files.join(', ')}`
    : `unknown: ${conflict.why}`;
}

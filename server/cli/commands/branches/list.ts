import type { Branch } from '../../../protocol/branches.ts';
import type { Command, CommandIo } from '../../command.ts';
import { listCommand } from '../../resourceList.ts';
import { findRepository } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

export const command: Command = listCommand({
  name: 'branches',
  summary: 'List team branches and whether they conflict with the base',
  route: 'listBranches',
  none: 'There are no branches yet.',
  order: byTeam,
  below: remoteHint,
  pending: ({ conflict }) => conflict.state === 'unknown' && conflict.why === 'computing',
  columns: [
    { title: 'BRANCH', text: ({ name, current }) => `${name}${current ? ' *' : ''}` },
    { title: 'TEAM', text: ({ team }) => team ?? 'no team' },
    { title: 'AHEAD', text: ({ ahead }) => String(ahead ?? '-') },
    { title: 'BEHIND', text: ({ behind }) => String(behind ?? '-') },
    { title: 'MERGES', text: mergeText },
    { title: 'UPSTREAM', text: upstreamText },
    {
      title: 'LAST COMMIT',
      text: ({ commit, author, subject }) => `${commit.slice(0, 8)} ${author}: ${subject}`,
    },
  ],
});

/** Teams by name, and what no team's prefix matches at the end. */
function byTeam({ team: one }: Branch, { team: other }: Branch): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return one < other ? -1 : 1;
}

/** A fresh clone has one branch, and hundreds on its remote that nothing here tells of. */
async function remoteHint(rows: readonly Branch[], { cwd }: CommandIo): Promise<string> {
  if (rows.some(({ base }) => !base)) return '';
  const { git } = await findRepository(cwd);
  const format = '--format=%(refname:lstrip=2)%00%(refname:lstrip=3)%00%(symref)';
  const lines = (await git.raw(['for-each-ref', format, 'refs/remotes'])).split('\n');
  const remote = lines.map((line) => line.split('\0'));
  const local = new Set(rows.map(({ name }) => name));
  const others = remote.filter(([, name = '', symref]) => name !== '' && !symref && !local.has(name));
  const [full = '', name = ''] = others[0] ?? [];
  if (others.length === 0) return '';
  return `\nLocal branches are listed; remotes have ${others.length} more. This makes one local: ${plain(`git branch ${name} ${full}`)}\n`;
}

function upstreamText({ upstream }: Branch): string {
  if (!upstream) return '-';
  const { name, ahead, behind, gone } = upstream;
  if (gone) return `${name} is gone`;
  const parts = [ahead > 0 ? `${ahead} to push` : '', behind > 0 ? `${behind} behind` : ''].filter(Boolean);
  return parts.length === 0 ? name : `${name}: ${parts.join(', ')}`;
}

function mergeText({ base, conflict }: Branch): string {
  if (base) return 'base';
  if (conflict.state === 'none') return 'yes';
  return conflict.state === 'conflict' ? `conflict in ${someOf(conflict.files)}` : `unknown: ${conflict.why}`;
}

/** One branch in conflict with hundreds of files would make every line of the table as long. */
function someOf([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

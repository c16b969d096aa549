import type { Command } from '../../command.ts';
import { listCommand } from '../../resourceList.ts';

export const command: Command = listCommand({
  name: 'contracts',
  summary: 'List contracts with their points',
  route: 'listContracts',
  none: 'There are no contracts.',
  columns: [
    { title: 'CONTRACT', text: ({ id }) => id },
    { title: 'CREDITED', text: ({ credited, total }) => `${credited} of ${total}` },
    { title: 'HELD', text: ({ held }) => String(held) },
    { title: 'TASKS', text: ({ tasks }) => taskText(tasks) },
    { title: 'CLAIMED', text: ({ claimed }) => String(claimed ?? '-') },
    { title: 'SOURCE', text: ({ source }) => source },
    { title: 'TITLE', text: ({ title }) => title },
    {
      title: 'PROBLEM',
      text: ({ problem, closed }) => problem ?? (closed === null ? '' : `closed: ${closed}`),
    },
  ],
});

/** `3 open, 1 credited`: what there is none of is left out. */
function taskText(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return parts.map(([name, count]) => `${count} ${name}`).join(', ') || '-';
}

import type { Slot } from '../../protocol/slots.ts';
import type { CommandGroup } from '../command.ts';
import { listGroup } from '../resourceList.ts';

export const group: CommandGroup = listGroup({
  name: 'slots',
  summary: 'List deployment slots and what runs in them',
  route: 'listSlots',
  none: 'swarm.json declares no slots.',
  columns: [
    { title: 'SLOT', text: ({ id }) => id },
    { title: 'STATE', text: ({ state }) => state },
    { title: 'REVISION', text: ({ revision }) => revision ?? '-' },
    { title: 'URL', text: ({ url }) => url ?? '-' },
    { title: 'SINCE', text: ({ since }) => since ?? '-' },
    { title: 'CHECKS', text: checksText },
    { title: 'PROBLEM', text: problemText },
  ],
});

function checksText({ checks }: Slot): string {
  if (checks.length === 0) return '-';
  return `${checks.filter(({ passing }) => passing).length}/${checks.length}`;
}

/** With the beginning of the answer that was bad. */
function problemText({ problem, failedCheck }: Slot): string {
  const body = failedCheck?.body.replace(/\s+/g, ' ').trim().slice(0, 120) ?? '';
  return `${problem ?? ''}${body === '' || problem === null ? '' : ` (${body})`}`;
}

import type { CommandGroup } from '../command.ts';
import { listGroup } from '../resourceList.ts';

export const group: CommandGroup = listGroup({
  name: 'contracts',
  summary: 'List contracts with their points',
  route: 'listContracts',
  none: 'There are no contracts.',
  columns: [
    { title: 'CONTRACT', text: ({ id }) => id },
    { title: 'CREDITED', text: ({ credited, total }) => `${credited} of ${total}` },
    { title: 'CLAIMED', text: ({ claimed }) => String(claimed ?? '-') },
    { title: 'SOURCE', text: ({ source }) => source },
    { title: 'TITLE', text: ({ title }) => title },
    { title: 'PROBLEM', text: ({ problem }) => problem ?? '' },
  ],
});

import { hookCommand } from './hookCommand.ts';

export const command = hookCommand({
  name: 'status',
  summary: 'Show whether the hooks are installed',
  route: 'hookStatus',
});

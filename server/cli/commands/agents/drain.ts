import { guideCommand } from '../../agents/guideCommand.ts';

export const command = guideCommand({
  name: 'drain',
  summary: 'Give an agent no new task; it finishes what it has',
  route: 'drainAgent',
});

import { guideCommand } from '../../agents/guideCommand.ts';

export const command = guideCommand({
  name: 'resume',
  summary: 'Let an agent that is drained get tasks again',
  route: 'resumeAgent',
});

import { guideCommand } from '../../agents/guideCommand.ts';

export const command = guideCommand({
  name: 'release',
  summary: 'End the quarantine of an agent',
  route: 'releaseAgent',
});

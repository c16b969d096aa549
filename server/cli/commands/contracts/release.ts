import type { Command } from '../../command.ts';
import { callService } from '../../serviceConnection.ts';
import { reasonOption, taskCommand } from './taskCommand.ts';

export const command: Command = taskCommand({
  verb: 'release',
  summary: 'Give a task back to the pool, or end it as failed',
  options: {
    reason: reasonOption,
    failed: { type: 'boolean', description: 'End it as failed instead' },
  },
  prepare({ values }) {
    const { reason, failed } = values;
    const body = { failed: failed === true, ...(typeof reason === 'string' ? { reason } : {}) };
    return (service, params) => callService(service, 'releaseTask', { params, body });
  },
});

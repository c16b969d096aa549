import { type Command, CommandError } from '../../command.ts';
import { callService } from '../../serviceConnection.ts';
import { taskCommand } from './taskCommand.ts';

export const command: Command = taskCommand({
  verb: 'ask',
  summary: 'Wait for the answer to a question about a task that somebody works on',
  asks: '--question <question>',
  options: { question: { type: 'string', placeholder: 'question', description: 'What has to be known' } },
  prepare({ values }) {
    const question = String(values['question'] ?? '').trim();
    if (question === '') throw new CommandError('contracts ask: say what has to be known with --question.');
    return (service, params) => callService(service, 'askTask', { params, body: { question } });
  },
});

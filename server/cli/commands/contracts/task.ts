import { type Command, CommandError } from '../../command.ts';
import { wholeNumber } from '../../numberOption.ts';
import { priorityOf, priorityOption } from '../../priorityOption.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { evidenceForms, evidenceOf } from './evidenceArgument.ts';
import { taskParams } from './taskCommand.ts';
import { taskText } from './taskText.ts';

const most = 999_999_999;

export const command: Command = {
  name: 'contracts task',
  summary: 'Add a task to a contract',
  usage: 'contracts task add <contract>/<task> --points <points> [options]',
  details: evidenceForms,
  options: {
    points: { type: 'string', placeholder: 'points', description: 'What it is worth' },
    title: { type: 'string', placeholder: 'title', description: 'What is to be done (default: its id)' },
    file: {
      type: 'string',
      multiple: true,
      placeholder: 'path',
      description: 'A file that it is about; may be given several times',
    },
    requires: {
      type: 'string',
      multiple: true,
      placeholder: 'capability',
      description: 'Something an agent must be able to do; may be given several times',
    },
    priority: priorityOption,
    proof: {
      type: 'string',
      multiple: true,
      placeholder: 'evidence',
      description: 'What has to be shown before it is credited; may be given several times',
    },
    json: { type: 'boolean', description: 'Print the task of the API as JSON' },
  },
  async run(args, { cwd, stdout }) {
    const [verb, ...positionals] = args.positionals;
    if (verb !== 'add') throw new CommandError('contracts task: say contracts task add <contract>/<task>.');
    const { contract, task } = taskParams('contracts task add', positionals);
    const points = wholeNumber(args, 'contracts task add', 'points', [1, most]);
    if (points === undefined)
      throw new CommandError('contracts task add: say what it is worth with --points.');
    const { title, file, requires } = args.values;
    const body = {
      task,
      points,
      title: typeof title === 'string' ? title : task,
      files: textsOf(file),
      requires: textsOf(requires),
      priority: priorityOf(args.values, 'contracts task add'),
      proof: evidenceOf(args, 'contracts task add', 'proof'),
    };
    const added = await callService(await findService(cwd), 'addTask', { params: { contract }, body });
    stdout.write(replyText(args.values, added, taskText(added)));
    return 0;
  },
};

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

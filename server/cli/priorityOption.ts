import { type Priority, prioritySchema } from '../protocol/priority.ts';
import { type CommandArguments, CommandError, type CommandOption } from './command.ts';

const names = prioritySchema.options.join(', ');

/** How soon something is to be done. */
export const priorityOption: CommandOption = {
  type: 'string',
  placeholder: 'name',
  description: `${names} (default normal)`,
};

/**
 * The priority that is given, else `normal`.
 * @throws {CommandError} it is none
 */
export function priorityOf(values: CommandArguments['values'], command: string): Priority {
  const { data } = prioritySchema.safeParse(values['priority'] ?? 'normal');
  if (data) return data;
  throw new CommandError(`${command}: --priority takes ${names}.`);
}

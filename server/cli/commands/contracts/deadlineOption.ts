import { type CommandArguments, CommandError, type CommandOption } from '../../command.ts';

export const deadlineOption: CommandOption = {
  type: 'string',
  placeholder: 'date',
  description: '2026-12-24 or 2026-12-24T18:00Z; nothing is claimed after it',
};

/**
 * The deadline of a contract as the API takes it; nothing where none is given.
 * @throws {CommandError} it is no date
 */
export function deadlineOf({ values }: CommandArguments, command: string): { deadline?: string } {
  const text = values['deadline'];
  if (typeof text !== 'string') return {};
  const time = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?$/.test(text) ? new Date(text) : undefined;
  // A day that its month does not have becomes one of the next.
  if (time && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.slice(0, 10)))
    return { deadline: time.toISOString() };
  throw new CommandError(`${command}: --deadline takes a date such as 2026-12-24 or 2026-12-24T18:00Z.`);
}

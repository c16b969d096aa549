import { type CommandArguments, CommandError } from './command.ts';

/**
 * The value of an option that takes a whole number; undefined where it is not given.
 * @throws {CommandError} it is none, or out of range
 */
export function wholeNumber(
  { values }: CommandArguments,
  command: string,
  option: string,
  [minimum, maximum]: readonly [number, number],
): number | undefined {
  const text = values[option];
  if (text === undefined) return undefined;
  const value = typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (value >= minimum && value <= maximum) return value;
  throw new CommandError(`${command}: --${option} takes a whole number from ${minimum} to ${maximum}.`);
}

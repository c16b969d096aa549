import type { ApiAddress } from '../../../protocol/apiClient.ts';
import type { Task } from '../../../protocol/tasks.ts';
import { type Command, type CommandArguments, CommandError, type CommandOption } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { findService } from '../../serviceConnection.ts';
import { taskText } from './taskText.ts';

/** Names a task. */
export interface TaskParams {
  readonly contract: string;
  readonly task: string;
}

/** A command that does one thing to one task. */
export interface TaskCommand {
  /** The word after `contracts`. */
  readonly verb: string;
  readonly summary: string;
  /** What must follow the task in the usage. */
  readonly asks?: string;
  readonly details?: string;
  readonly options?: Readonly<Record<string, CommandOption>>;
  /** Reads the arguments, before a service is asked for, and gives what asks it. */
  prepare(args: CommandArguments, io: { readonly cwd: string }): Promise<AskTaskService> | AskTaskService;
  /** Whether the answer is what was wanted (default: it always is); otherwise the exit code is 1. */
  isDone?(task: Task): boolean;
}

/** Asks the service for a task as it is then. */
export type AskTaskService = (service: ApiAddress, params: TaskParams) => Promise<Task>;

/** The command `swarm contracts <verb> <contract>/<task>`. */
export function taskCommand(command: TaskCommand): Command {
  const { verb, summary, asks = '', options = {}, isDone = () => true } = command;
  const name = `contracts ${verb}`;
  return {
    name,
    summary,
    usage: `${name} <contract>/<task>${asks === '' ? '' : ` ${asks}`} [options]`,
    ...(command.details === undefined ? {} : { details: command.details }),
    options: { ...options, json: { type: 'boolean', description: 'Print the task of the API as JSON' } },
    async run(args, { cwd, stdout }) {
      const params = taskParams(name, args.positionals);
      const ask = await command.prepare(args, { cwd });
      const task = await ask(await findService(cwd), params);
      stdout.write(replyText(args.values, task, taskText(task)));
      return isDone(task) ? 0 : 1;
    },
  };
}

/** @throws {CommandError} the arguments are not one name of a task */
export function taskParams(command: string, positionals: readonly string[]): TaskParams {
  const [text = '', ...others] = positionals;
  const [contract = '', task = '', ...more] = text.split('/');
  const isName = (part: string) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(part);
  if (others.length === 0 && more.length === 0 && isName(contract) && isName(task)) return { contract, task };
  throw new CommandError(`${command}: name one task as <contract>/<task>; swarm contracts show lists them.`);
}

/** @throws {CommandError} there is no reason */
export function reasonOf({ values }: CommandArguments, command: string): string {
  const reason = String(values['reason'] ?? '').trim();
  if (reason !== '') return reason;
  throw new CommandError(`${command}: say why with --reason.`);
}

export const reasonOption: CommandOption = {
  type: 'string',
  placeholder: 'reason',
  description: 'Why; everybody sees it',
};

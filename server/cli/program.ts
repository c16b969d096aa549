import { parseArgs } from 'node:util';
import { nearestName } from '../analysis/nearestName.ts';
import {
  type Command,
  type CommandArguments,
  type CommandEntry,
  CommandError,
  type CommandGroup,
  type CommandIo,
} from './command.ts';
import { commandTable } from './commands.ts';
import { commandHelp, groupHelp, overview } from './help.ts';
import { version } from './version.ts';

/**
 * Runs `swarm` with these arguments and gives its exit code; every error becomes a sentence on stderr and code 2.
 * @param table the commands there are
 */
export async function runProgram(
  argv: readonly string[],
  io: CommandIo,
  table: readonly CommandEntry[] = commandTable,
): Promise<number> {
  try {
    return await dispatch(argv, io, table);
  } catch (error) {
    io.stderr.write(`swarm: ${errorSentence(error, io)}\n`);
    return 2;
  }
}

async function dispatch(
  argv: readonly string[],
  io: CommandIo,
  table: readonly CommandEntry[],
): Promise<number> {
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-v') {
    io.stdout.write(`${version()}\n`);
    return 0;
  }
  if (first === undefined || first === '--help' || first === '-h' || (first === 'help' && !rest[0])) {
    const output = first === undefined ? io.stderr : io.stdout;
    output.write(overview(table));
    return first === undefined ? 2 : 0;
  }
  if (first === 'help') return runLoaded(await load(rest[0], table), [...rest.slice(1, 2), '--help'], io);
  if (first.startsWith('-'))
    throw new CommandError(`there is no option ${first} before a command. Run swarm --help.`);
  return runLoaded(await load(first, table), rest, io);
}

async function runLoaded(
  loaded: Command | CommandGroup,
  argv: readonly string[],
  io: CommandIo,
): Promise<number> {
  if (!('commands' in loaded)) return runCommand(loaded, argv, io);
  const { name, commands } = loaded;
  const [first, ...rest] = argv;
  if (first === '--help' || first === '-h') {
    io.stdout.write(groupHelp(loaded));
    return 0;
  }
  if (first === undefined || first.startsWith('-'))
    throw new CommandError(
      `${name}: say what to do: ${commands.map((each) => `swarm ${name} ${each.name}`).join(', ')}.`,
    );
  return runCommand(await load(first, commands, `${name} `), rest, io);
}

/** @param prefix of the commands of a group: `branches ` */
async function load<Loaded>(
  name: string | undefined,
  table: readonly CommandEntry<Loaded>[],
  prefix = '',
): Promise<Loaded> {
  const entry = table.find((each) => each.name === name);
  if (entry) return entry.load();
  const near = nearestName(
    name ?? '',
    table.map((each) => each.name),
    2,
  );
  const hint =
    near === undefined ? `Run swarm ${prefix}--help for those there are.` : `Did you mean ${prefix}${near}?`;
  throw new CommandError(`there is no command ${JSON.stringify(`${prefix}${name ?? ''}`)}. ${hint}`);
}

async function runCommand(command: Command, argv: readonly string[], io: CommandIo): Promise<number> {
  const args = parseCommandArguments(command, argv);
  if (args.values['help'] === true) {
    io.stdout.write(commandHelp(command));
    return 0;
  }
  return command.run(args, io);
}

function parseCommandArguments(command: Command, argv: readonly string[]): CommandArguments {
  const options = {
    ...Object.fromEntries(
      Object.entries(command.options).map(([name, { type, short, multiple }]) => [
        name,
        { type, ...(short === undefined ? {} : { short }), ...(multiple === undefined ? {} : { multiple }) },
      ]),
    ),
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    const args = argv.map((each) => (isWithoutValue(each, command) ? `${each}=` : each));
    return parseArgs({ args, options, strict: true, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's message goes on to explain "--"; its first sentence says what is wrong.
    const sentence = error.message.split('. ')[0]?.replace(/\.$/, '') ?? '';
    throw new CommandError(`${command.name}: ${sentence}. Run swarm help ${command.name}.`);
  }
}

/** Node knows no options whose value may be left out. */
function isWithoutValue(argument: string, { options }: Command): boolean {
  const name = argument.slice(2);
  return argument.startsWith('--') && Object.hasOwn(options, name) && options[name]?.optional === true;
}

function errorSentence(error: unknown, io: CommandIo): string {
  if (error instanceof CommandError) return error.message;
  if (!(error instanceof Error)) return String(error);
  return io.env['SWARM_DEBUG'] ? (error.stack ?? error.message) : error.message;
}

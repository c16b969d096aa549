/** An option of a command, as `parseArgs` of node:util takes it, with its line of help. */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** May be given several times; the value is then an array. */
  readonly multiple?: boolean;
  /** Of a string option: may stand without a value, which is then empty. A value is given as `--name=value`. */
  readonly optional?: boolean;
  readonly description: string;
  /** What stands for the value in the help of a string option: `<format>`. */
  readonly placeholder?: string;
}

/** A command's arguments after parsing: unknown options never reach it. */
export interface CommandArguments {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

/** Where a command writes; a process stream or, in tests, a string. */
export interface CommandOutput {
  write(text: string): unknown;
}

/** Everything of the process that a command may touch. */
export interface CommandIo {
  readonly stdout: CommandOutput;
  readonly stderr: CommandOutput;
  /** The words after `swarm` that the process was started with; none where it was started otherwise. */
  readonly argv?: readonly string[];
  /** Absolute path of the folder the command was started in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether stdout is a terminal: colours and tables for people. */
  readonly isTty: boolean;
  /** Whether stderr is a terminal: progress is shown there. */
  readonly isErrorTty: boolean;
  /** From now on Ctrl-C does not end the program but aborts the signal; absent where nobody can interrupt. */
  interrupted?(): AbortSignal;
}

/** A subcommand of `swarm`, or one of a group. Add one by copying a file in `commands/` and listing it in its table. */
export interface Command {
  readonly name: string;
  /** One line for the overview, without a full stop. */
  readonly summary: string;
  /** How it is called, after `swarm `: `check [paths…] [options]`. */
  readonly usage: string;
  /** Further help: sentences below the options. */
  readonly details?: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  /**
   * Does it and gives the exit code: 0 done, 1 done and something is to be looked at, 2 could not be done.
   * @throws {CommandError} what the user can mend: printed as a sentence, exit code 2
   */
  run(args: CommandArguments, io: CommandIo): Promise<number>;
}

/** Commands under one name: `swarm branches list`, `swarm branches conflicts`. */
export interface CommandGroup {
  readonly name: string;
  /** One line for the overview, without a full stop. */
  readonly summary: string;
  readonly commands: readonly CommandEntry<Command>[];
}

/** A line of a table of commands: what an overview needs without loading the command. */
export interface CommandEntry<Loaded = Command | CommandGroup> {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Loaded>;
}

/** Ends a command with a sentence on stderr and exit code 2. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

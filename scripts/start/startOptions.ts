import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  /** Folder to open; undefined for the example repository. */
  readonly folder: string | undefined;
  /** Port of VS Code in the browser; 0 for any free one. */
  readonly port: number;
  /** Whether a browser is opened on it. */
  readonly open: boolean;
  readonly help: boolean;
}

/** What was typed makes no sense; the message is a sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `npm start [-- [folder] [--port <number>] [--no-open]]

Builds Swarm and opens VS Code with it: on the folder, or on an example repository where none is given.
Desktop VS Code is used where there is one and a display, VS Code in the browser otherwise. Ctrl-C stops everything.

  --port <number>  port of VS Code in the browser (default: a free one)
  --no-open        print the address and open no browser; never desktop VS Code`;

/**
 * Reads the command line; a relative folder counts from `cwd`.
 * @throws {UsageError}
 */
export function parseStartOptions(args: readonly string[], cwd: string): StartOptions {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new UsageError('One folder at most can be opened.');
  const [name] = positionals;
  return {
    folder: name === undefined ? undefined : existingFolder(path.resolve(cwd, name)),
    port: values.port === undefined ? 0 : portNumber(values.port),
    open: !values['no-open'],
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function existingFolder(folder: string): string {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`There is no folder ${folder}.`);
  if (!stats.isDirectory()) throw new UsageError(`${folder} is a file; name a folder.`);
  return folder;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`${text} is no port; use 0 to 65535.`);
  return port;
}

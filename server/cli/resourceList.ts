import { setTimeout as delay } from 'node:timers/promises';
import type { RouteName, RouteReply } from '../protocol/routes/routes.ts';
import { type Command, CommandError, type CommandIo } from './command.ts';
import { replyText } from './reply.ts';
import { callService, findService } from './serviceConnection.ts';
import { type Column, textTable } from './table.ts';

const askAgainMilliseconds = 100;
const attempts = 50;

type ListRoute = Extract<RouteName, `list${string}`>;
type Row<Name extends ListRoute> = RouteReply<Name>[number];

export interface ResourceList<Name extends ListRoute> {
  /** Name of the group of commands: `branches`. */
  readonly name: string;
  readonly summary: string;
  readonly route: Name;
  readonly columns: readonly Column<Row<Name>>[];
  /** Order of the rows in the table (default: that of the API). */
  order?(one: Row<Name>, other: Row<Name>): number;
  /** What is said of an empty list. */
  readonly none: string;
  /** What is said below the table, with a line break at its end; empty where nothing is. */
  below?(rows: readonly Row<Name>[], io: CommandIo): Promise<string>;
  /** Whether the service is still finding a row out: the list is asked for again, for a few seconds at most. */
  pending?(item: Row<Name>): boolean;
}

/** The command `swarm <name> list [--json]`: rows of the API as JSON or as a table. */
export function listCommand<Name extends ListRoute>(list: ResourceList<Name>): Command {
  const name = `${list.name} list`;
  return {
    name,
    summary: list.summary,
    usage: `${name} [options]`,
    details: 'Exit code 2: no service runs for this repository.',
    options: { json: { type: 'boolean', description: 'Print the rows of the API as JSON' } },
    async run({ positionals, values }, io) {
      if (positionals.length > 0) throw new CommandError(`${name}: takes no arguments.`);
      const rows = await readRows(list, io);
      const table = textTable(list.columns, list.order ? rows.toSorted(list.order) : rows, list.none);
      const below = values['json'] === true ? '' : ((await list.below?.(rows, io)) ?? '');
      io.stdout.write(replyText(values, rows, table + below));
      return 0;
    },
  };
}

async function readRows<Name extends ListRoute>(
  { route, pending }: ResourceList<Name>,
  io: CommandIo,
): Promise<Row<Name>[]> {
  const service = await findService(io.cwd);
  for (let attempt = 1; ; attempt++) {
    const rows = (await callService(service, route)) as Row<Name>[];
    if (pending === undefined || attempt === attempts || !rows.some(pending)) return rows;
    await delay(askAgainMilliseconds);
  }
}

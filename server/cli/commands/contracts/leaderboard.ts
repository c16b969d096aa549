import type { Leaderboard } from '../../../protocol/ledger.ts';
import { type Command, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { type Column, textTable } from '../../table.ts';

type Standing = Leaderboard['agents'][number] | Leaderboard['teams'][number];

const figures: readonly Column<Standing>[] = [
  { title: 'RANK', text: ({ rank }) => String(rank) },
  { title: 'POINTS', text: ({ points }) => String(points) },
  { title: 'CREDITS', text: ({ credits }) => String(credits) },
  { title: 'HELD', text: ({ held }) => String(held) },
];
const agents: readonly Column<Leaderboard['agents'][number]>[] = [
  ...figures,
  { title: 'AGENT', text: ({ agent }) => agent },
  { title: 'TEAM', text: ({ team }) => team ?? '-' },
];
const teams: readonly Column<Leaderboard['teams'][number]>[] = [
  ...figures,
  { title: 'TEAM', text: ({ team }) => team },
  { title: 'AGENTS', text: ({ agents: count }) => String(count) },
];

export const command: Command = {
  name: 'contracts leaderboard',
  summary: 'Show who has earned how many points, in all or of one contract',
  usage: 'contracts leaderboard [contract] [options]',
  options: {
    teams: { type: 'boolean', description: 'Of teams instead of agents' },
    json: { type: 'boolean', description: 'Print both as JSON' },
  },
  async run({ positionals, values }, { cwd, stdout }) {
    const [contract, ...others] = positionals;
    if (others.length > 0)
      throw new CommandError('contracts leaderboard: name one contract, or none for all.');
    const query = contract === undefined ? {} : { contract };
    const board = await callService(await findService(cwd), 'leaderboard', { query });
    const none = 'Nobody has earned points yet.';
    const table =
      values['teams'] === true ? textTable(teams, board.teams, none) : textTable(agents, board.agents, none);
    stdout.write(replyText(values, board, table));
    return 0;
  },
};

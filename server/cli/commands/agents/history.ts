import type { AgentHistoryReply } from '../../../protocol/agents.ts';
import { findAgent } from '../../agents/findAgent.ts';
import { type Command, CommandError } from '../../command.ts';
import { durationText } from '../../deployments/durationText.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { type Column, textTable } from '../../table.ts';

const transitions: readonly Column<AgentHistoryReply['transitions'][number]>[] = [
  { title: 'TIME', text: ({ time }) => time },
  { title: 'FROM', text: ({ from }) => from },
  { title: 'TO', text: ({ to }) => to },
  { title: 'AFTER', text: ({ seconds }) => (seconds === null ? '-' : durationText(seconds * 1000)) },
  { title: 'BY', text: ({ actor, source }) => (source === 'report' ? `${actor} (its own word)` : actor) },
  { title: 'REASON', text: ({ reason }) => reason ?? '' },
];

const totals: readonly Column<AgentHistoryReply['totals'][number]>[] = [
  { title: 'STATE', text: ({ state }) => state },
  { title: 'TIME', text: ({ seconds }) => durationText(seconds * 1000) },
  { title: 'VISITS', text: ({ visits }) => String(visits) },
];

export const command: Command = {
  name: 'agents history',
  summary: 'Show the way of an agent through its lifecycle, and its time in each state',
  usage: 'agents history <agent> [options]',
  options: { json: { type: 'boolean', description: 'Print the history of the API as JSON' } },
  async run({ positionals, values }, io) {
    const [named, ...others] = positionals;
    if (named === undefined || others.length > 0) throw new CommandError('agents history: name one agent.');
    const service = await findService(io.cwd);
    const { id } = await findAgent(service, named);
    const history = await callService(service, 'agentHistory', { params: { agent: id } });
    io.stdout.write(replyText(values, history, historyText(history)));
    return 0;
  },
};

function historyText(history: AgentHistoryReply): string {
  const { agent, state, machine } = history;
  const none = `Nothing is recorded: ${agent} is ${state} since it is known.`;
  const way = textTable(transitions, history.transitions, none);
  if (history.totals.length === 0) return way;
  const older = history.older ? 'Older transitions are in GET /v1/history.\n' : '';
  return `${agent} is ${state} (lifecycle ${machine}).\n\n${way}${older}\n${textTable(totals, history.totals, '')}`;
}

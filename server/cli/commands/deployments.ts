import type { ApiAddress } from '../../protocol/apiClient.ts';
import type { Deployment, DeploymentState } from '../../protocol/deployments.ts';
import type { RouteQuery } from '../../protocol/routes/routes.ts';
import { type Command, type CommandArguments, CommandError } from '../command.ts';
import { deploymentDetails, reasonText, stateText } from '../deployments/deploymentText.ts';
import { deploymentNumber, findDeployment } from '../deployments/findDeployment.ts';
import { wholeNumber } from '../numberOption.ts';
import { replyText } from '../reply.ts';
import { callService, findService } from '../serviceConnection.ts';
import { type Column, textTable } from '../table.ts';

const usualLimit = 20;

const columns: readonly Column<Deployment>[] = [
  { title: 'NO', text: ({ id }) => id },
  {
    title: 'STATE',
    text: (row) => (row.position === null ? stateText(row) : `${stateText(row)} (${row.position})`),
  },
  { title: 'ENVIRONMENT', text: ({ environment }) => environment },
  { title: 'TEAM', text: ({ team }) => team },
  { title: 'SLOT', text: ({ slot }) => slot ?? '-' },
  { title: 'REVISION', text: ({ revision }) => revision },
  { title: 'COMMIT', text: ({ commit }) => commit.slice(0, 10) },
  { title: 'STRATEGY', text: ({ strategy }) => strategy },
  { title: 'BY', text: ({ requestedBy }) => requestedBy },
  { title: 'ASKED FOR', text: ({ requestedAt }) => requestedAt },
  { title: 'WHY', text: reasonText },
];

export const command: Command = {
  name: 'deployments',
  summary: 'List deployments, newest first, or show all of one',
  usage: 'deployments [list | show <number>] [options]',
  details: 'Exit codes: 0 done, 2 no such deployment, or no service.',
  options: {
    environment: { type: 'string', placeholder: 'name', description: 'Only those of an environment' },
    team: { type: 'string', placeholder: 'name', description: 'Only those of a team' },
    state: {
      type: 'string',
      placeholder: 'state',
      description: 'Only those in a state: live, failed, queued, …',
    },
    limit: { type: 'string', placeholder: '1-500', description: `How many (default ${usualLimit})` },
    before: { type: 'string', placeholder: 'number', description: 'Only those older than this one' },
    json: { type: 'boolean', description: 'Print the rows of the API as JSON' },
  },
  async run(args, io) {
    const [word = 'list', id, ...others] = args.positionals;
    if (others.length > 0 || (word === 'show') !== (id !== undefined) || !/^(list|show)$/.test(word))
      throw new CommandError('deployments: say nothing to list them, or show and the number of one.');
    const service = await findService(io.cwd);
    const { rows, text } = word === 'show' ? await shown(service, id) : await listed(service, queryOf(args));
    io.stdout.write(replyText(args.values, rows, text));
    return 0;
  },
};

interface Answer {
  readonly rows: unknown;
  readonly text: string;
}

async function shown(service: ApiAddress, id: string | undefined): Promise<Answer> {
  const deployment = await findDeployment(service, String(deploymentNumber(id)));
  return { rows: deployment, text: deploymentDetails(deployment) };
}

async function listed(service: ApiAddress, query: RouteQuery<'deployments'>): Promise<Answer> {
  const rows = await callService(service, 'deployments', { query });
  return { rows, text: textTable(columns, rows, 'There are no such deployments.') };
}

function queryOf(args: CommandArguments): RouteQuery<'deployments'> {
  const { environment, team, state, before } = args.values;
  return {
    limit: wholeNumber(args, 'deployments', 'limit', [1, 500]) ?? usualLimit,
    ...(typeof environment === 'string' ? { environment } : {}),
    ...(typeof team === 'string' ? { team } : {}),
    // The service knows the states, and says so.
    ...(typeof state === 'string' ? { state: state as DeploymentState } : {}),
    ...(typeof before === 'string' ? { before: deploymentNumber(before) } : {}),
  };
}

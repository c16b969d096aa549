import { ConfigurationFile } from '../../../infrastructure/configuration/configurationFile.ts';
import { reconcileOnce } from '../../../infrastructure/contracts/reconciliation/reconcileOnce.ts';
import type { Repository } from '../../../infrastructure/git/repository.ts';
import { many } from '../../../infrastructure/sentence.ts';
import { callApi } from '../../../protocol/apiClient.ts';
import type { Disagreement, Reconciliation } from '../../../protocol/reconciliation.ts';
import { type Command, CommandError, type CommandIo } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { askIfServed, findRepository } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

export const command: Command = {
  name: 'contracts reconcile',
  summary: 'List everything in which files and the ledger disagree, with all places',
  usage: 'contracts reconcile [options]',
  details:
    'Reads the files that `contracts.sources` of swarm.json names, and the points in status files. Asks the service, or compares the\nfiles alone where none runs.\nExit codes: 0 everything agrees, 1 something disagrees, 2 it could not be found out.',
  options: {
    json: { type: 'boolean', description: 'Print { files, contracts, tasks, agents, disagreements, total }' },
  },
  async run({ positionals, values }, io) {
    if (positionals.length > 0) throw new CommandError('contracts reconcile: takes no arguments.');
    const found = await readDisagreements(await findRepository(io.cwd), io);
    io.stdout.write(replyText(values, found, text(found)));
    return found.total === 0 ? 0 : 1;
  },
};

async function readDisagreements(repository: Repository, io: CommandIo): Promise<Reconciliation> {
  const answer = await askIfServed(repository, (service) => callApi(service, 'reconciliation'));
  if (answer) return answer;
  io.stderr.write('No service runs for this repository: the files are compared without the ledger.\n');
  const { workTree } = repository;
  const configuration = await ConfigurationFile.open(workTree, () => {});
  try {
    return await reconcileOnce({ workTree, configuration, log: silent });
  } finally {
    configuration.close();
  }
}

const silent = { warn: () => {}, error: () => {} };

function text({ disagreements, total, ...counts }: Reconciliation): string {
  const { files, contracts, tasks, agents } = counts;
  const read = `Read ${many(files, 'file')}: ${many(contracts, 'contract')}, ${many(tasks, 'task')}, ${many(agents, 'total')} of agents.`;
  const left = total - disagreements.length;
  const lines = [
    ...disagreements.flatMap(disagreementLines),
    ...(left > 0 ? [`and ${left} more`] : []),
    ...(files === 0 ? [noFiles] : []),
    `${read} ${total === 0 ? 'Nothing disagrees.' : `${many(total, 'disagreement')}.`}`,
  ];
  return `${lines.map(plain).join('\n')}\n`;
}

const noFiles = 'No file was read: `contracts.sources` of swarm.json names those that declare contracts.';
const shownFigures = 12;

function disagreementLines({ kind, sentence, settle, figures }: Disagreement): string[] {
  const more = figures.length - shownFigures;
  return [
    `${kind}: ${sentence}`,
    ...figures
      .slice(0, shownFigures)
      .map(({ label, value, place }) => `  ${place ?? '-'}  ${label}: ${value}`),
    ...(more > 0 ? [`  and ${more} more places`] : []),
    ...(settle === null ? [] : [`  ${settle}`]),
    '',
  ];
}

import type { ApiAddress } from '../../../protocol/apiClient.ts';
import type { CleanupCandidate, CleanupOutcome } from '../../../protocol/branchCleanup.ts';
import { type Command, type CommandArguments, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain, textTable } from '../../table.ts';

export const command: Command = {
  name: 'branches cleanup',
  summary: 'List merged and stale branches, or delete those of them that you name',
  usage: 'branches cleanup [name@commit…] [options]',
  details:
    'Lists first; then give what may go, as listed: swarm branches cleanup feature/a@1f2e3d4c…\nDeleted branches can be restored for 30 days. Exit code 1: some of them could not be deleted.',
  options: {
    merged: {
      type: 'boolean',
      description: 'Delete every merged branch of the list that no work tree holds',
    },
    'stale-days': {
      type: 'string',
      placeholder: 'days',
      description: 'Age of the last commit of a stale branch (default: branches.activeDays of swarm.json)',
    },
    json: { type: 'boolean', description: 'Print the rows of the API as JSON' },
  },
  async run(args, { cwd, stdout }) {
    const service = await findService(cwd);
    const wanted = await wantedBranches(service, args);
    if (wanted === undefined) {
      const rows = await callService(service, 'cleanupCandidates', { query: staleDays(args) });
      stdout.write(replyText(args.values, rows, listText(rows)));
      return 0;
    }
    const outcomes =
      wanted.length === 0
        ? []
        : await callService(service, 'cleanUpBranches', { body: { branches: wanted } });
    stdout.write(replyText(args.values, outcomes, outcomeText(outcomes)));
    return outcomes.some(({ state }) => state === 'refused') ? 1 : 0;
  },
};

type Wanted = Pick<CleanupCandidate, 'name' | 'commit'>;

/** What is to be deleted; undefined where the list is asked for. */
async function wantedBranches(service: ApiAddress, args: CommandArguments): Promise<Wanted[] | undefined> {
  const { positionals, values } = args;
  if (values['merged'] !== true) return positionals.length === 0 ? undefined : positionals.map(parseWanted);
  if (positionals.length > 0)
    throw new CommandError('branches cleanup: give --merged or the branches, not both.');
  const rows = await callService(service, 'cleanupCandidates', { query: staleDays(args) });
  return rows
    .filter(({ reason, heldBy }) => reason !== 'stale' && heldBy === null)
    .map(({ name, commit }) => ({ name, commit }));
}

function parseWanted(text: string): Wanted {
  const at = text.lastIndexOf('@');
  const commit = text.slice(at + 1);
  if (at < 1 || !/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit))
    throw new CommandError(
      `branches cleanup: give ${plain(text)} as <name>@<commit> with the full commit as --json lists it, so that nothing newer goes.`,
    );
  return { name: text.slice(0, at), commit };
}

function staleDays({ values }: CommandArguments): { staleDays?: number } {
  const text = values['stale-days'];
  if (typeof text !== 'string') return {};
  if (!/^\d{1,4}$/.test(text))
    throw new CommandError('branches cleanup: --stale-days takes a number of days.');
  return { staleDays: Number(text) };
}

function listText(rows: readonly CleanupCandidate[]): string {
  return textTable(
    [
      { title: 'BRANCH', text: ({ name, commit }) => `${name}@${commit}` },
      { title: 'REASON', text: ({ reason }) => reason },
      {
        title: 'WHY',
        text: ({ why, heldBy }) => (heldBy === null ? why : `${why} A work tree holds it: ${heldBy}`),
      },
    ],
    rows,
    'No branch is merged or stale.',
  );
}

function outcomeText(outcomes: readonly CleanupOutcome[]): string {
  if (outcomes.length === 0) return 'No merged branch is left to delete.\n';
  const lines = outcomes.map((one) =>
    one.state === 'deleted'
      ? `Deleted ${one.name}; restorable until ${one.restorableUntil.slice(0, 10)}.`
      : `Kept ${one.name}: ${one.why}`,
  );
  return `${lines.map(plain).join('\n')}\n`;
}

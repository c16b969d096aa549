import { CancellationError, l10n, window } from 'vscode';
import { ApiError } from '../../../server/protocol/apiClient.ts';
import type { QueueCheckApproval } from '../../../server/protocol/queue.ts';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';
import { commandLine } from '../commandLine.ts';

/**
 * Does what needs the checks of the merge queue to be allowed; where some are not yet, shows the person exactly those
 * commands, allows them by their hashes, and does it once more.
 */
export async function withChecksAllowed<Result>(
  session: RepositorySession,
  team: string | null,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.code !== 'command-not-approved') throw error;
  }
  const checks = await session.call('queueChecks');
  const open = checks.filter((check) => !check.approved && [null, team].includes(check.team));
  // Somebody else may have allowed them meanwhile.
  if (open.length > 0) await confirm(open);
  // The hash shown is the hash allowed: a check that changes in between is refused and shown again.
  for (const { hash } of open) await session.call('approveCheck', { body: { hash } });
  return call();
}

async function confirm(checks: readonly QueueCheckApproval[]): Promise<void> {
  const allow = l10n.t('Allow and Run');
  const message =
    checks.length === 1
      ? l10n.t('Allow Swarm to run this check on merge results on this machine?')
      : l10n.t('Allow Swarm to run these {0} checks on merge results on this machine?', checks.length);
  const lines = checks.map(({ name, team, command }) =>
    team === null
      ? `${name}: ${commandLine(command)}`
      : l10n.t('{0} (team {1}): {2}', name, team, commandLine(command)),
  );
  const detail = `${lines.join('\n')}\n\n${l10n.t('They come from swarm.json and are asked for again when they change.')}`;
  const answer = await window.showWarningMessage(message, { modal: true, detail }, allow);
  if (answer !== allow) throw new CancellationError();
}

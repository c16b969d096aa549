import { CancellationError, l10n, window } from 'vscode';
import { ApiError } from '../../server/protocol/apiClient.ts';
import type { Approval } from '../../server/protocol/slots.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { commandLine } from './commandLine.ts';

/**
 * Does what needs a team's deployment command to be allowed; where it is not yet, shows the person exactly that
 * command, allows it by its hash, and does it once more.
 */
export async function callWithApproval<Result>(
  session: RepositorySession,
  { team, revision }: { readonly team: string; readonly revision: string },
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.code !== 'command-not-approved') throw error;
  }
  const approval = await session.call('commandApproval', { query: { team, revision } });
  await confirm(approval);
  // The hash shown is the hash allowed: a command that changes in between is refused and shown again.
  await session.call('approveCommand', { body: { team, revision, hash: approval.hash } });
  return call();
}

async function confirm(approval: Approval): Promise<void> {
  const allow = l10n.t('Allow and Run');
  const message = l10n.t('Allow Swarm to run this command of team {0} on this machine?', approval.team);
  const what = [...(approval.command.length > 0 ? [commandLine(approval.command)] : []), ...approval.details];
  const detail = `${what.join('\n')}\n\n${l10n.t('It comes from swarm.json and is asked for again when it changes.')}`;
  const answer = await window.showWarningMessage(message, { modal: true, detail }, allow);
  if (answer !== allow) throw new CancellationError();
}

import { l10n } from 'vscode';
import type { CommandFunction } from '../commands/commandContext.ts';
import { givenText, idFrom, invoke } from '../commands/invocation.ts';

/** Opens the dashboard of a repository, with the contract it was started from. */
export const showDashboard: CommandFunction = async (context, argument) => {
  const invocation = await invoke(context, argument, l10n.t('Show Dashboard'));
  const contract = idFrom(invocation, 'contracts') ?? givenText(invocation, 'contract');
  context.dashboards.show(invocation.session, contract);
};

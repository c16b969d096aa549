import { l10n } from 'vscode';
import type { CommandFunction } from '../commands/commandContext.ts';
import { invoke } from '../commands/invocation.ts';

/** Opens the matrix of branches that would conflict with each other. */
export const showConflictForecast: CommandFunction = async (context, argument) => {
  const { session } = await invoke(context, argument, l10n.t('Show Conflict Forecast'));
  context.conflictPanels.show(session);
};

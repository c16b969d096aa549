import { l10n } from 'vscode';
import type { CommandFunction } from './commandContext.ts';
import { chooseSession } from './invocation.ts';

/** Replaces the service of a repository by a fresh one, or starts it where none runs. What runs in slots goes on. */
export const restartService: CommandFunction = async (context, argument) => {
  const wanted =
    typeof argument === 'object' && argument !== null && 'repository' in argument
      ? argument.repository
      : undefined;
  const session = await chooseSession(context, wanted, l10n.t('Restart Service'));
  await session.restart(AbortSignal.timeout(60_000));
};

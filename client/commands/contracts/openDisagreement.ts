import path from 'node:path';
import { l10n, Position, Range, Uri, window, workspace } from 'vscode';
import { isWithin } from '../../../server/protocol/pathWithin.ts';
import type { CommandContext, CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { givenText, invoke } from '../invocation.ts';

/** Opens the file in which a figure stands, at its line. */
export const openDisagreement: CommandFunction = async (context, argument) => {
  const invocation = await invoke(context, argument, l10n.t('Open Place'));
  const { root } = invocation.session;
  const place = givenText(invocation, 'place') ?? '';
  const [, file = place, line = '1'] = /^(.*):(\d+)$/.exec(place) ?? [];
  if (root === undefined) throw new CommandRefused(l10n.t('{0} is on the machine of the service.', place));
  const absolute = path.resolve(root, file);
  if (file === '' || !isWithin(root, absolute))
    throw new CommandRefused(l10n.t('{0} lies outside the repository.', place));
  const document = await workspace.openTextDocument(Uri.file(absolute));
  const start = new Position(Math.max(0, Number(line) - 1), 0);
  await window.showTextDocument(document, { preview: true, selection: new Range(start, start) });
};

/** Compares files and ledger anew, and shows the result. */
export const reconcile: CommandFunction = async (context: CommandContext, argument) => {
  const { session } = await invoke(context, argument, l10n.t('Reconcile Contracts'));
  context.views.contractReplies.reload();
  await context.views.contracts.revealSection(session, 'reconciliation');
};

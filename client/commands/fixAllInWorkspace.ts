import { type CancellationToken, l10n, ProgressLocation, window, workspace } from 'vscode';
import {
  fixWorkspaceRequest,
  type WorkspaceFix,
} from '../../server/protocol/languageServer/languageRequests.ts';
import type { CommandFunction } from './commandContext.ts';
import { tell } from './told.ts';

/** Computes every safe fix of the workspace's files and shows them for confirmation; nothing changes without it. */
export const fixAllInWorkspace: CommandFunction = async ({ languageServer, log }) => {
  const title = l10n.t('Looking for what is safe to fix…');
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  const found = await window.withProgress(options, (_progress, token: CancellationToken) =>
    languageServer.send(fixWorkspaceRequest, {}, token),
  );
  for (const { path, why } of found.skipped) log.info(`${path}: skipped: ${why}`);
  if (found.fixes === 0) {
    tell(nothingToFix(found));
    return;
  }
  // The server asks for confirmation with each file's edits: the editor then shows them side by side first.
  await workspace.applyEdit(await languageServer.workspaceEdit(found.edit), { isRefactoring: true });
};

function nothingToFix({ skipped }: WorkspaceFix): string {
  const nothing = l10n.t('Nothing in the workspace is safe to fix without looking at it.');
  if (skipped.length === 0) return nothing;
  return `${nothing} ${l10n.t('{0} files were skipped; the log says why.', skipped.length)}`;
}

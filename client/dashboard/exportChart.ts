import path from 'node:path';
import { commands, l10n, Uri, window, workspace } from 'vscode';
import { tell } from '../commands/told.ts';
import { csvFile, svgFile } from './chartFiles.ts';
import { dashboardTexts } from './dashboardTexts.ts';
import type { BurnUpSeries } from './webview/messages.ts';

/** Saves the burn-up where the person says; nothing where the person leaves. */
export async function exportChart(
  burnUp: BurnUpSeries,
  format: 'svg' | 'csv',
  folder: string | undefined,
): Promise<void> {
  const name = `burn-up-${burnUp.contract}.${format}`;
  const filters =
    format === 'svg' ? { [l10n.t('SVG drawing')]: ['svg'] } : { [l10n.t('CSV table')]: ['csv'] };
  const beside = folder ?? workspace.workspaceFolders?.[0]?.uri.fsPath;
  const place = beside === undefined ? {} : { defaultUri: Uri.file(path.join(beside, name)) };
  const uri = await window.showSaveDialog({ ...place, filters, title: l10n.t('Export Burn-Up') });
  if (!uri) return;
  const text = format === 'svg' ? svgFile(burnUp, dashboardTexts(), Date.now()) : csvFile(burnUp);
  try {
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(l10n.t('{0} could not be written: {1}', uri.fsPath, why));
    return;
  }
  const open = { title: l10n.t('Open'), run: async () => commands.executeCommand('vscode.open', uri) };
  tell(l10n.t('Saved {0}', path.basename(uri.fsPath)), open);
}

import { type CancellationToken, l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import {
  type ImportCost,
  measureImportCostRequest,
} from '../../server/protocol/languageServer/languageRequests.ts';
import { askText } from '../input/questions.ts';
import { pythonInterpreter } from '../language/pythonInterpreter.ts';
import type { CommandFunction } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';
import { tell } from './told.ts';

const moduleName = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/** Runs the workspace's Python to measure what importing a module costs; the hints behind its imports then show it. */
export const measureImportCost: CommandFunction = async ({ languageServer, log }, argument) => {
  // Importing a module runs its code.
  if (!workspace.isTrusted)
    throw new CommandRefused(l10n.t('Importing a module runs its code: trust the workspace first.'));
  const target = await targetOf(argument);
  const interpreter = await pythonInterpreter(Uri.parse(target.uri));
  const title = l10n.t('Measuring what importing {0} costs with {1}', target.module, interpreter);
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  const cost = await window.withProgress(options, (_progress, token: CancellationToken) =>
    languageServer.send(measureImportCostRequest, { ...target, interpreter }, token),
  );
  log.info(JSON.stringify(cost));
  tell(summary(cost));
};

interface Target {
  readonly uri: string;
  readonly module: string;
}

async function targetOf(argument: unknown): Promise<Target> {
  const given = typeof argument === 'object' && argument !== null ? (argument as Partial<Target>) : {};
  const editor = window.activeTextEditor;
  const uri = typeof given.uri === 'string' ? given.uri : (editor?.document.uri.toString() ?? '');
  if (typeof given.module === 'string') return { uri, module: given.module };
  const line = editor?.document.lineAt(editor.selection.active.line).text ?? '';
  const imported = /^\s*(?:import|from)\s+([\p{L}_][\p{L}\p{N}_.]*)/u.exec(line)?.[1] ?? '';
  const module = await askText(
    {
      prompt: l10n.t('Module to import, such as torch.nn'),
      value: imported,
      validate: (text) => (moduleName.test(text) ? undefined : l10n.t('This is not the name of a module.')),
    },
    { title: l10n.t('Measure Import Cost'), step: 1, total: 1 },
  );
  return { uri, module };
}

function summary({ module, version, milliseconds, megabytes, python }: ImportCost): string {
  const subject = version === undefined ? module : `${module} ${version}`;
  const time = Math.round(milliseconds).toLocaleString();
  return megabytes === undefined
    ? l10n.t('Importing {0} takes {1} ms with {2}.', subject, time, python)
    : l10n.t('Importing {0} takes {1} ms and {2} MB with {3}.', subject, time, Math.round(megabytes), python);
}

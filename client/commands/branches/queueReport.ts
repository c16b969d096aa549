import { l10n, Uri, window, workspace } from 'vscode';
import type { QueueEntry } from '../../../server/protocol/queue.ts';
import { pickOne } from '../../input/questions.ts';
import type { CommandContext, CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { givenText, type Invocation, invoke } from '../invocation.ts';
import { queueReportText } from './queueReportText.ts';

/** Opens what a branch that was put out needs before it can land: files, hunks, failed check, suggested order. */
export const openQueueReport: CommandFunction = async (context, argument) => {
  const title = l10n.t('Open Put-Out Report');
  const { entry, target } = await choosePutOut(context, argument, title, () => true);
  const uri = context.documents.reportUri(`${entry.branch}.md`, queueReportText(entry, target));
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
};

/** Opens the whole output of the check that failed, or of the one that runs now. */
export const openQueueLog: CommandFunction = async (context, argument) => {
  const title = l10n.t('Open Output of Check');
  const running = await runningLog(context, argument, title);
  if (running) {
    await window.showTextDocument(await workspace.openTextDocument(running), { preview: true });
    return;
  }
  const { entry, invocation } = await choosePutOut(
    context,
    argument,
    title,
    ({ report }) => report?.check !== null,
  );
  const check = entry.report?.check;
  if (!check) throw new CommandRefused(l10n.t('No check has failed for {0}.', entry.branch));
  const whole = Uri.file(check.log);
  // The file is on the service's machine, and goes with the next runs; its end is kept with the report.
  const here = invocation.session.root !== undefined && (await exists(whole));
  const uri = here ? whole : context.documents.reportUri(`${entry.branch}-${check.name}.log`, check.output);
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
};

/** Where the row is that of a branch which is tested now. */
async function runningLog(
  context: CommandContext,
  argument: unknown,
  title: string,
): Promise<Uri | undefined> {
  const { session, target } = await invoke(context, argument, title);
  const queue = target?.resource === 'queue' ? session.store.get('queue', target.id) : undefined;
  const entry = queue?.entries.find(({ id }) => id === target?.part);
  if (session.root === undefined || entry?.state !== 'testing' || !queue?.checking) return undefined;
  return Uri.file(queue.checking.log);
}

interface PutOut {
  readonly invocation: Invocation;
  readonly entry: QueueEntry;
  readonly target: string;
}

async function choosePutOut(
  context: CommandContext,
  argument: unknown,
  title: string,
  fits: (entry: QueueEntry) => boolean,
): Promise<PutOut> {
  const invocation = await invoke(context, argument, title);
  const { session, target: row } = invocation;
  const all = [...session.store.rows('queue').values()].flatMap(({ target, finished }) =>
    finished
      .filter((entry) => entry.report !== null && fits(entry))
      .map((entry) => ({ invocation, entry, target })),
  );
  const branch = row?.resource === 'branches' ? row.id : givenText(invocation, 'branch');
  const named =
    row?.resource === 'queue' && row.part !== undefined
      ? all.find(({ entry, target }) => entry.id === row.part && target === row.id)
      : all.find(({ entry }) => entry.branch === branch);
  if (named) return named;
  if (all.length === 0) throw new CommandRefused(l10n.t('No branch was put out of the merge queue.'));
  const choices = all.map((one) => ({
    label: one.entry.branch,
    description: one.target,
    detail: one.entry.report?.message ?? '',
    value: one,
  }));
  return pickOne({ placeholder: l10n.t('Select the branch'), choices }, { title, step: 1, total: 1 });
}

async function exists(file: Uri): Promise<boolean> {
  return workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

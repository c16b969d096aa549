import { l10n, Uri, window, workspace } from 'vscode';
import type { QueueEntry } from '../../../server/protocol/queue.ts';
import { pickOne } from '../../input/questions.ts';
import type { CommandFunction } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from '../invocation.ts';
import { queueReportText } from './queueReportText.ts';

/** Opens what a branch that was put out needs before it can land: files, hunks, failed check, suggested order. */
export const openQueueReport: CommandFunction = async (context, argument) => {
  const title = l10n.t('Open Put-Out Report');
  const invocation = await invoke(context, argument, title);
  const entries = queuedIn(invocation).filter(({ entry }) => entry.report !== null);
  const none = l10n.t('No branch was put out of the merge queue.');
  const { entry, target } = await chooseEntry(invocation, entries, { title, none });
  await show(context.documents.reportUri(`${entry.branch}.md`, queueReportText(entry, target)));
};

/** Opens the whole output of the check that failed, or of the one that runs now. */
export const openQueueLog: CommandFunction = async (context, argument) => {
  const title = l10n.t('Open Output of Check');
  const invocation = await invoke(context, argument, title);
  const entries = queuedIn(invocation).filter(({ entry, running }) => running ?? entry.report?.check);
  const none = l10n.t('No check of the merge queue runs or has failed.');
  const { entry, running } = await chooseEntry(invocation, entries, { title, none });
  const check = entry.report?.check;
  if (running !== undefined) return show(Uri.file(running));
  if (!check) throw new NothingToDo(l10n.t('No check has failed for {0}.', entry.branch));
  const whole = Uri.file(check.log);
  // The file is on the service's machine, and goes with the next runs; its end is kept with the report.
  const here = invocation.session.root !== undefined && (await exists(whole));
  await show(here ? whole : context.documents.reportUri(`${entry.branch}-${check.name}.log`, check.output));
};

/** A branch that is in a queue, or was. */
interface Queued {
  readonly entry: QueueEntry;
  readonly target: string;
  /** File with the output of the check that runs for it now, where that is on this machine. */
  readonly running?: string;
}

function queuedIn({ session }: Invocation): Queued[] {
  return [...session.store.rows('queue').values()].flatMap(({ target, entries, finished, checking }) => {
    const log = session.root === undefined ? undefined : checking?.log;
    const tested = entries.filter(({ state }) => state === 'testing');
    return [
      ...(log === undefined ? [] : tested.map((entry) => ({ entry, target, running: log }))),
      ...finished.map((entry) => ({ entry, target })),
    ];
  });
}

/** The one of the row, the one given beforehand, or one that is asked for. */
async function chooseEntry(
  invocation: Invocation,
  entries: readonly Queued[],
  { title, none }: { readonly title: string; readonly none: string },
): Promise<Queued> {
  const { target: row } = invocation;
  const branch = idFrom(invocation, 'branches') ?? givenText(invocation, 'branch');
  const named =
    row?.resource === 'queue' && row.part !== undefined
      ? entries.find(({ entry, target }) => entry.id === row.part && target === row.id)
      : entries.find(({ entry }) => entry.branch === branch);
  if (named) return named;
  if (entries.length === 0) throw new NothingToDo(none);
  const choices = entries.map((value) => ({
    label: value.entry.branch,
    description: value.target,
    detail:
      value.running === undefined ? (value.entry.report?.message ?? '') : l10n.t('Is being tested now.'),
    value,
  }));
  return pickOne({ placeholder: l10n.t('Select the branch'), choices }, { title, step: 1, total: 1 });
}

async function show(uri: Uri): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
}

async function exists(file: Uri): Promise<boolean> {
  return workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

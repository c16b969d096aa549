import { commands, l10n, type Uri } from 'vscode';
import type { CommitComparison } from '../../../server/protocol/commitComparison.ts';
import type { Slot } from '../../../server/protocol/slots.ts';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';
import { type Choice, pickOne } from '../../input/questions.ts';
import { liveSlot } from '../../views/slots/liveSlot.ts';
import { cancellable } from '../cancellable.ts';
import { slotFor } from '../chooseSlot.ts';
import type { CommandContext, CommandFunction } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { idFrom, invoke } from '../invocation.ts';
import { tell } from '../told.ts';
import { namedDeployment } from './chooseDeployment.ts';
import { commitWords, fileWords, missingLines } from './releaseChanges.ts';

/** A release beside the one that is live. */
export interface ReleasePair {
  readonly live: Slot | undefined;
  readonly revision: string;
  readonly commit: string;
}

/** Shows which commits and files a slot or a deployment would bring in place of what is live. */
export const compareWithLive: CommandFunction = async (context, argument) => {
  const title = l10n.t('Compare with Live');
  const invocation = await invoke(context, argument, title);
  const { session } = invocation;
  const deployment = idFrom(invocation, 'slots') === undefined ? namedDeployment(invocation) : undefined;
  if (deployment)
    return openComparison(context, session, { ...deployment, live: liveSlot(session.store, deployment) });
  const slot = await slotFor(invocation, {
    title,
    fits: (one) => one.commit !== null && !one.live && liveSlot(session.store, one) !== undefined,
    none: l10n.t('No release is beside a live one in a slot of the same team.'),
  });
  const { commit, revision } = slot;
  if (commit === null) throw new NothingToDo(l10n.t('Nothing is in slot {0} to compare.', slot.id));
  await openComparison(context, session, {
    live: liveSlot(session.store, slot),
    revision: revision ?? commit,
    commit,
  });
};

/** Lists the commits; all changed files, or those of one commit, open in one editor. */
export async function openComparison(
  context: CommandContext,
  session: RepositorySession,
  { live, revision, commit }: ReleasePair,
): Promise<void> {
  const from = live?.commit;
  if (!live || !from) throw new NothingToDo(l10n.t('Nothing is live there that it could be compared with.'));
  const title = `${live.revision ?? from.slice(0, 8)} ↔ ${revision}`;
  const changes = await compare(session, from, commit);
  if (changes.ahead + changes.behind === 0) {
    tell(l10n.t('{0} is the commit that is live.', revision));
    return;
  }
  const chosen = await pickOne(
    { placeholder: l10n.t('Select what to open'), choices: choicesOf(changes) },
    { title: l10n.t('Compare with Live: {0}', title), step: 1, total: 1 },
  );
  if (chosen === undefined) await openFiles(context, session, title, changes);
  else {
    const own = await compare(session, chosen.parent, chosen.commit);
    await openFiles(context, session, chosen.commit.slice(0, 8), own);
  }
}

function compare(session: RepositorySession, from: string, to: string): Promise<CommitComparison> {
  return cancellable(l10n.t('Comparing {0} with what is live…', to.slice(0, 8)), (signal) =>
    session.call('compareCommits', { query: { from, to }, signal }),
  );
}

/** A commit with its parent. */
interface OneCommit {
  readonly commit: string;
  readonly parent: string;
}

function choicesOf(changes: CommitComparison): Choice<OneCommit | undefined>[] {
  const { commits, ahead, files, omitted } = changes;
  const all = {
    label: l10n.t('All changed files'),
    description: `${fileWords(files.length + omitted)}, ${commitWords(ahead)}`,
    detail: missingLines(changes).join(''),
    value: undefined,
  };
  const own = commits.map(({ commit, parent, subject, author, committedAt }) => ({
    label: subject === '' ? commit.slice(0, 8) : subject,
    description: `${commit.slice(0, 8)} · ${author} · ${new Date(committedAt).toLocaleString()}`,
    value: parent === null ? undefined : { commit, parent },
  }));
  return [all, ...own];
}

async function openFiles(
  context: CommandContext,
  session: RepositorySession,
  title: string,
  { files, omitted }: CommitComparison,
): Promise<void> {
  const uriOf = (file: { readonly path: string; readonly blob: string } | null) =>
    file ? context.documents.blobUri(session.id, file) : undefined;
  const resources = files.map(({ before, after }): [Uri | undefined, Uri | undefined, Uri | undefined] => [
    uriOf(after ?? before),
    uriOf(before),
    uriOf(after),
  ]);
  if (resources.length === 0) {
    tell(l10n.t('The files are the same.'));
    return;
  }
  await commands.executeCommand('vscode.changes', title, resources);
  if (omitted > 0) tell(l10n.t('{0} files are shown; {1} more are changed.', files.length, omitted));
}

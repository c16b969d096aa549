import { l10n, window, workspace } from 'vscode';
import type { Branch } from '../../../server/protocol/branches.ts';
import type { Conflict, ConflictHunks } from '../../../server/protocol/conflicts.ts';
import { pickOne } from '../../input/questions.ts';
import { relationsOf } from '../../views/branches/branchRelations.ts';
import { conflictCount } from '../../views/branches/branchState.ts';
import { cancellable } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { givenText } from '../invocation.ts';
import { chooseBranch } from './chooseBranch.ts';
import { code } from './markdownText.ts';

/** Shows with which branches a branch conflicts, and in which lines of which files. */
export const showBranchConflicts: CommandFunction = async (context, argument) => {
  const title = l10n.t('Show Conflicts');
  const chosen = await chooseBranch(context, argument, {
    title,
    placeholder: l10n.t('Select the branch'),
    fits: (branch, { session }) => conflictCount(branch, session.store) > 0,
    none: l10n.t('No branch conflicts with another one.'),
  });
  const { session, branch } = chosen;
  const pairs = relationsOf(session.store).conflictsOf(branch.name);
  if (pairs.length === 0)
    throw new NothingToDo(l10n.t('{0} conflicts with no branch, as far as is known now.', branch.name));
  const other = givenText(chosen, 'other') ?? (await askPair(branch, pairs, title));
  const hunks = await cancellable(l10n.t('Looking for the lines…'), (signal) =>
    session.call('conflictHunks', { query: { a: branch.name, b: other }, signal }),
  );
  const uri = context.documents.reportUri(`${branch.name}-conflicts.md`, conflictText(hunks));
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
};

function askPair({ name }: Branch, pairs: readonly Conflict[], title: string): Promise<string> {
  const [only, ...more] = pairs;
  const otherOf = ({ a, b }: Conflict) => (a === name ? b : a);
  if (only && more.length === 0) return Promise.resolve(otherOf(only));
  const choices = pairs.map((pair) => ({
    label: otherOf(pair),
    description: pair.base ? l10n.t('base') : '',
    detail: pair.files.slice(0, 5).join(', '),
    value: otherOf(pair),
  }));
  return pickOne({ placeholder: l10n.t('{0} conflicts with', name), choices }, { title, step: 1, total: 1 });
}

function conflictText({ a, b, files }: ConflictHunks): string {
  const lines = [`# ${l10n.t('{0} conflicts with {1}', code(a), code(b))}`];
  for (const { path, hunks, why } of files) {
    lines.push(`## ${code(path)}`);
    if (why !== null) lines.push(why);
    const rows = hunks.map((hunk) => `| ${linesText(hunk.a)} | ${linesText(hunk.b)} |`);
    if (rows.length > 0) lines.push([`| ${code(a)} | ${code(b)} |`, '| --- | --- |', ...rows].join('\n'));
  }
  return `${lines.join('\n\n')}\n`;
}

function linesText({ start, count }: { readonly start: number; readonly count: number }): string {
  if (count === 0) return l10n.t('before line {0}', start);
  return count === 1 ? l10n.t('line {0}', start) : l10n.t('lines {0}–{1}', start, start + count - 1);
}

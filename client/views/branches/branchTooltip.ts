import { l10n, type MarkdownString } from 'vscode';
import type { Branch } from '../../../server/protocol/branches.ts';
import type { Conflict } from '../../../server/protocol/conflicts.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import { Tooltip } from '../tooltip.ts';
import { relationsOf } from './branchRelations.ts';

/** Everything known of a branch. */
export function branchTooltip(branch: Branch, store: LiveStore): MarkdownString {
  const relations = relationsOf(store);
  const conflicts = relations.conflictsOf(branch.name).filter((pair) => !pair.base);
  const tooltip = new Tooltip(branch.name)
    .fact(l10n.t('Team'), branch.team)
    .fact(l10n.t('Last commit'), `${branch.commit.slice(0, 8)} ${branch.subject}`)
    .fact(l10n.t('Author'), authorOf(branch, store))
    .time(l10n.t('Committed'), branch.committedAt)
    .fact(l10n.t('Ahead of the base'), branch.base ? undefined : branch.ahead)
    .fact(l10n.t('Behind the base'), branch.base ? undefined : branch.behind)
    .fact(l10n.t('Merge queue'), queueText(branch, store))
    .fact(l10n.t('Work tree'), worktreeText(branch));
  for (const slot of relations.slotsOf(branch.name)) tooltip.fact(l10n.t('Runs in'), slotText(branch, slot));
  for (const { id, credited, total, title } of relations.contractsOf(branch.name))
    tooltip.fact(l10n.t('Contract'), l10n.t('{0} ({1}/{2} points): {3}', id, credited, total, title));
  return tooltip
    .list(l10n.t('Conflicts with the base in'), filesWithBase(branch))
    .list(
      l10n.t('Conflicts with other branches'),
      conflicts.map((pair) => pairText(branch, pair)),
    )
    .fact(l10n.t('Conflict unknown'), branch.conflict.state === 'unknown' ? branch.conflict.why : undefined)
    .build();
}

function authorOf({ author }: Branch, store: LiveStore): string {
  const agent = relationsOf(store).agentOf(author);
  return agent ? l10n.t('{0} (agent, {1})', author, agent.state) : author;
}

function queueText(branch: Branch, store: LiveStore): string | undefined {
  const queued = relationsOf(store).queuedAs(branch.name);
  if (!queued) return undefined;
  const { entry, target } = queued;
  return entry.state === 'queued'
    ? l10n.t('position {0} for {1}', entry.position ?? 0, target)
    : l10n.t('{0} for {1}', entry.state, target);
}

function worktreeText({ worktree }: Branch): string | undefined {
  if (!worktree) return undefined;
  if (worktree.missing) return l10n.t('{0} (the folder is gone)', worktree.path);
  if (worktree.dirty === null || worktree.dirty === 0) return worktree.path;
  return l10n.t('{0} ({1} uncommitted files)', worktree.path, worktree.dirty);
}

function slotText(
  branch: Branch,
  slot: { readonly id: string; readonly state: string; readonly commit: string | null },
): string {
  return slot.commit === null || slot.commit === branch.commit
    ? l10n.t('{0}, {1}', slot.id, slot.state)
    : l10n.t('{0}, {1}, an older commit: {2}', slot.id, slot.state, slot.commit.slice(0, 8));
}

function filesWithBase({ conflict }: Branch): readonly string[] {
  return conflict.state === 'conflict' ? conflict.files : [];
}

const filesOfPair = 3;

function pairText({ name }: Branch, { a, b, files, omitted }: Conflict): string {
  const more = files.length + omitted - filesOfPair;
  const shown = files.slice(0, filesOfPair).join(', ');
  const other = a === name ? b : a;
  return more > 0 ? l10n.t('{0}: {1} and {2} more', other, shown, more) : `${other}: ${shown}`;
}

import { l10n } from 'vscode';
import type { Branch } from '../../server/protocol/branches.ts';
import { rowKind } from '../contributions.ts';
import type { LiveStore } from '../infrastructure/liveStore.ts';
import { naturalOrder } from './naturalOrder.ts';
import type { RowPresentation } from './rowPresentation.ts';
import type { RowView } from './rowView.ts';
import { Tooltip } from './tooltip.ts';

/** Team names are plain, so no team can be called this. */
const unmatched = '~';

/** Branches by team; the base branch stands above, what belongs to no team is listed as such. */
export const branchesView: RowView<'branches'> = {
  resource: 'branches',
  empty: l10n.t('No branches yet'),
  grouping: () => ({
    path: (branch) => (branch.base ? [] : [branch.team ?? unmatched]),
    compareGroups: (a, b) => Number(a === unmatched) - Number(b === unmatched) || naturalOrder(a, b),
    compareRows: (a, b) => naturalOrder(a.name, b.name),
  }),
  keptGroups: (store) => [...store.rows('teams').keys()],
  presentGroup: ([name = ''], count) => {
    const label = name === unmatched ? l10n.t('No team') : name;
    return {
      label,
      description: String(count),
      icon: name === unmatched ? 'question' : 'organization',
      contextValue: name === unmatched ? rowKind.group : rowKind.team,
      spoken: l10n.t('Team {0}, {1} branches', label, count),
    };
  },
  teamOf: ([name]) => (name === unmatched ? undefined : name),
  presentRow: presentBranch,
  tooltip: (branch) =>
    new Tooltip(branch.name)
      .fact(l10n.t('Team'), branch.team)
      .fact(l10n.t('Last commit'), `${branch.commit.slice(0, 8)} ${branch.subject}`)
      .fact(l10n.t('Author'), branch.author)
      .time(l10n.t('Committed'), branch.committedAt)
      .fact(l10n.t('Ahead of the base'), branch.ahead)
      .fact(l10n.t('Behind the base'), branch.behind)
      .list(l10n.t('Conflicts with the base in'), conflictFiles(branch))
      .fact(l10n.t('Conflict unknown'), branch.conflict.state === 'unknown' ? branch.conflict.why : undefined)
      .build(),
};

function presentBranch(branch: Branch, store: LiveStore): RowPresentation {
  const files = conflictFiles(branch).length;
  const facts = [
    branch.base ? l10n.t('base') : undefined,
    branch.current ? l10n.t('checked out') : undefined,
    distance(branch),
    conflicts(files),
  ].filter((fact) => fact !== undefined);
  return {
    label: topicOf(branch, store),
    description: facts.join(' · '),
    ...branchIcon(branch),
    contextValue: branch.base ? rowKind.baseBranch : rowKind.branch,
    spoken: [branch.name, ...spokenFacts(branch, files)].join(', '),
  };
}

/** The team above says the prefix: repeated on each row it would leave no room for what tells them apart. */
function topicOf({ name, team }: Branch, store: LiveStore): string {
  const prefix = team === null ? undefined : store.get('teams', team)?.branchPrefix;
  if (prefix === undefined || !name.startsWith(prefix)) return name;
  return name.slice(prefix.length).replace(/^[-/_.]+/, '') || name;
}

function conflicts(files: number): string | undefined {
  if (files === 0) return undefined;
  return files === 1 ? l10n.t('conflicts in 1 file') : l10n.t('conflicts in {0} files', files);
}

function branchIcon(branch: Branch): { icon: string; color?: string } {
  if (branch.conflict.state === 'conflict')
    return { icon: 'warning', color: 'problemsWarningIcon.foreground' };
  if (branch.base) return { icon: 'repo' };
  return branch.current ? { icon: 'git-branch', color: 'charts.blue' } : { icon: 'git-branch' };
}

function distance(branch: Branch): string | undefined {
  if (branch.base || branch.ahead === null || branch.behind === null) return undefined;
  const parts = [branch.ahead > 0 && `↑${branch.ahead}`, branch.behind > 0 && `↓${branch.behind}`];
  return parts.filter((part) => part !== false).join(' ') || undefined;
}

function spokenFacts(branch: Branch, files: number): string[] {
  const facts: string[] = [];
  if (branch.base) facts.push(l10n.t('base branch'));
  else facts.push(branch.team ? l10n.t('team {0}', branch.team) : l10n.t('no team'));
  if (branch.current) facts.push(l10n.t('checked out'));
  if (!branch.base && branch.ahead !== null && branch.behind !== null)
    facts.push(l10n.t('{0} ahead, {1} behind', branch.ahead, branch.behind));
  if (files > 0) facts.push(l10n.t('conflicts with the base in {0} files', files));
  return facts;
}

function conflictFiles(branch: Branch): readonly string[] {
  return branch.conflict.state === 'conflict' ? branch.conflict.files : [];
}

import { l10n } from 'vscode';
import type { Branch } from '../../../server/protocol/branches.ts';
import { rowKind } from '../../contributions.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import { sinceText } from '../ageText.ts';
import type { RowPresentation } from '../rowPresentation.ts';
import { relationsOf } from './branchRelations.ts';
import { type BranchState, branchStates, conflictCount, statesOf, type Viewer } from './branchState.ts';

/** How a branch looks: what matters most stands first, because a narrow column cuts the rest. */
export function presentBranch(branch: Branch, store: LiveStore, viewer: Viewer): RowPresentation {
  const facts = factsOf(branch, store, viewer);
  const queued = relationsOf(store).queuedAs(branch.name);
  return {
    label: topicOf(branch, store),
    description: facts.map(({ short }) => short).join(' · '),
    ...iconOf(branch, store, viewer),
    contextValue: contextOf(branch, queued !== undefined),
    spoken: [branch.name, teamWords(branch), ...facts.map(({ spoken }) => spoken)].join(', '),
  };
}

interface Fact {
  readonly short: string;
  /** For a screen reader. */
  readonly spoken: string;
}

function factsOf(branch: Branch, store: LiveStore, { now }: Viewer): Fact[] {
  const age = sinceText(branch.committedAt, now);
  const author = relationsOf(store).agentOf(branch.author)?.name ?? branch.author;
  const facts: (Fact | undefined)[] = [
    branch.base ? plain(l10n.t('base')) : undefined,
    queueFact(branch, store),
    // What conflicts with the base is said where it can be mended: on the other branch.
    branch.base ? undefined : conflictFact(conflictCount(branch, store)),
    distanceFact(branch),
    dirtyFact(branch),
    branch.current ? plain(l10n.t('checked out')) : undefined,
    { short: age, spoken: l10n.t('last commit {0} ago', age) },
    author === '' ? undefined : { short: author, spoken: l10n.t('by {0}', author) },
  ];
  return facts.filter((fact) => fact !== undefined);
}

function plain(text: string): Fact {
  return { short: text, spoken: text };
}

function queueFact(branch: Branch, store: LiveStore): Fact | undefined {
  const queued = relationsOf(store).queuedAs(branch.name);
  if (!queued) return undefined;
  const { entry, target } = queued;
  if (entry.state === 'testing')
    return { short: l10n.t('testing'), spoken: l10n.t('being tested for {0}', target) };
  if (entry.state === 'landing')
    return { short: l10n.t('landing'), spoken: l10n.t('landing on {0}', target) };
  const position = entry.position ?? 0;
  return {
    short: l10n.t('#{0}', position),
    spoken: l10n.t('position {0} in the merge queue for {1}', position, target),
  };
}

function conflictFact(count: number): Fact | undefined {
  if (count === 0) return undefined;
  const short = count === 1 ? l10n.t('1 conflict') : l10n.t('{0} conflicts', count);
  const spoken =
    count === 1 ? l10n.t('conflicts with 1 branch') : l10n.t('conflicts with {0} branches', count);
  return { short, spoken };
}

function distanceFact({ base, ahead, behind }: Branch): Fact | undefined {
  if (base || ahead === null || behind === null) return undefined;
  // A branch just made is where the base is, and so is one that landed by fast-forward.
  if (ahead === 0 && behind === 0) return plain(l10n.t('even with base'));
  if (ahead === 0)
    return { short: l10n.t('merged ↓{0}', behind), spoken: l10n.t('merged, {0} behind', behind) };
  const short = behind > 0 ? `↑${ahead} ↓${behind}` : `↑${ahead}`;
  return { short, spoken: l10n.t('{0} ahead, {1} behind', ahead, behind) };
}

function dirtyFact({ worktree }: Branch): Fact | undefined {
  const files = worktree?.dirty ?? 0;
  if (worktree?.missing) return plain(l10n.t('work tree missing'));
  if (files === 0) return undefined;
  const spoken =
    files === 1 ? l10n.t('1 uncommitted file in its work tree') : l10n.t('{0} uncommitted files', files);
  return { short: `●${files}`, spoken };
}

/** The team above says the prefix: repeated on each row it would leave no room for what tells them apart. */
function topicOf({ name, team }: Branch, store: LiveStore): string {
  const prefix = team === null ? undefined : store.get('teams', team)?.branchPrefix;
  if (prefix === undefined || !name.startsWith(prefix)) return name;
  return name.slice(prefix.length).replace(/^[-/_.]+/, '') || name;
}

const stateIcons: { readonly [State in BranchState]?: { icon: string; color?: string } } = {
  conflicts: { icon: 'warning', color: 'problemsWarningIcon.foreground' },
  queued: { icon: 'list-ordered', color: 'charts.blue' },
  dirty: { icon: 'edit', color: 'gitDecoration.modifiedResourceForeground' },
  stale: { icon: 'history', color: 'disabledForeground' },
  merged: { icon: 'git-merge', color: 'disabledForeground' },
};

function iconOf(branch: Branch, store: LiveStore, viewer: Viewer): { icon: string; color?: string } {
  const entry = relationsOf(store).queuedAs(branch.name)?.entry;
  if (entry && entry.state !== 'queued') return { icon: 'loading~spin', color: 'charts.blue' };
  const own = statesOf(branch, store, viewer);
  for (const state of branchStates) {
    const icon = own.has(state) ? stateIcons[state] : undefined;
    if (icon && (!branch.base || state === 'dirty')) return icon;
  }
  if (branch.base) return { icon: 'repo' };
  return branch.current ? { icon: 'git-branch', color: 'charts.blue' } : { icon: 'git-branch' };
}

function contextOf(branch: Branch, queued: boolean): string {
  if (branch.base) return rowKind.baseBranch;
  return queued ? rowKind.branchQueued : rowKind.branch;
}

function teamWords({ base, team }: Branch): string {
  if (base) return l10n.t('base branch');
  return team === null ? l10n.t('no team') : l10n.t('team {0}', team);
}

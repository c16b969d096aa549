import { describe, expect, it, vi } from 'vitest';
import { LiveStore } from '../../../../client/infrastructure/liveStore.ts';
import type { Branch } from '../../../../server/protocol/branches.ts';
import { agentRow } from '../../../agentRow.ts';
import { branchRow, conflictRow, queueEntry, queueRow } from './branchRows.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
}));
const { presentBranch } = await import('../../../../client/views/branches/branchPresentation.ts');
const { filterMessage } = await import('../../../../client/views/branches/branchWords.ts');
const { defaultArrangement } = await import('../../../../client/views/branches/branchArrangement.ts');

const now = Date.parse('2026-11-21T12:00:00.000Z');
const present = (branch: Branch, store = new LiveStore()) => {
  store.applyChange({ resource: 'branches', id: branch.name, row: branch });
  return presentBranch(branch, store, { names: [], now });
};

describe('the row of a branch', () => {
  it('says first what matters most: place in the queue, conflicts, distance, changes, age, author', () => {
    const store = new LiveStore();
    const pair = conflictRow('a', 'b');
    store.applyChange({ resource: 'conflicts', id: pair.id, row: pair });
    const queue = queueRow([queueEntry('a', { position: 3 })]);
    store.applyChange({ resource: 'queue', id: 'main', row: queue });
    const worktree = { path: '/w', main: false, missing: false, dirty: 4 };
    const row = present(branchRow('a', { ahead: 2, behind: 1, worktree }), store);
    expect(row.description).toBe('#3 · 1 conflict · ↑2 ↓1 · ●4 · 24 h · Ada');
    expect(row.spoken).toBe(
      'a, no team, position 3 in the merge queue for main, conflicts with 1 branch, 2 ahead, 1 behind, 4 uncommitted files, last commit 24 h ago, by Ada',
    );
    expect(row).toMatchObject({ icon: 'warning', contextValue: 'branch.queued' });
  });

  it('does not call merged what has just been made', () => {
    expect(present(branchRow('a', { ahead: 0, behind: 0 }))).toMatchObject({
      description: 'even with base · 24 h · Ada',
      icon: 'git-branch',
    });
    expect(present(branchRow('a', { ahead: 0, behind: 2 })).description).toBe('merged ↓2 · 24 h · Ada');
  });

  it('has the icon of its most important state', () => {
    const icon = (facts: Partial<Branch>) => present(branchRow('a', facts)).icon;
    expect(icon({})).toBe('git-branch');
    expect(icon({ ahead: 0, behind: 2 })).toBe('git-merge');
    expect(icon({ committedAt: '2026-01-01T00:00:00.000Z' })).toBe('history');
    expect(icon({ conflict: { state: 'conflict', files: ['x'] } })).toBe('warning');
    expect(icon({ base: true, ahead: 0 })).toBe('repo');
  });

  it('shows that it is tested, and later that it lands', () => {
    for (const state of ['testing', 'landing'] as const) {
      const store = new LiveStore();
      store.applyChange({ resource: 'queue', id: 'main', row: queueRow([queueEntry('a', { state })]) });
      const row = present(branchRow('a'), store);
      expect(row.description?.startsWith(`${state} · `)).toBe(true);
      expect(row.icon).toBe('loading~spin');
    }
  });

  it('counts a conflict with the base once, whether its pair is known or not', () => {
    const conflict = { state: 'conflict', files: ['x'] } as const;
    const store = new LiveStore();
    expect(present(branchRow('a', { conflict: { ...conflict, files: ['x'] } }), store).description).toMatch(
      /^1 conflict/,
    );
    const pair = conflictRow('a', 'main', true);
    store.applyChange({ resource: 'conflicts', id: pair.id, row: pair });
    expect(present(branchRow('a', { conflict: { ...conflict, files: ['x'] } }), store).description).toMatch(
      /^1 conflict/,
    );
  });

  it('does not blame the base for what conflicts with it', () => {
    const store = new LiveStore();
    const pair = conflictRow('a', 'main', true);
    store.applyChange({ resource: 'conflicts', id: pair.id, row: pair });
    expect(present(branchRow('main', { base: true, ahead: 0 }), store)).toMatchObject({
      description: 'base · 24 h · Ada',
      contextValue: 'baseBranch',
    });
  });

  it('names an agent as the agents view does, and leaves the prefix to the team above', () => {
    const store = new LiveStore();
    const agent = agentRow('Agent-2', { name: 'Reviewer' });
    store.applyChange({ resource: 'agents', id: agent.id, row: agent });
    const team = {
      name: 'ai',
      branchPrefix: 'feature/ai',
      lead: null,
      members: [],
      protectedPaths: [],
      conflictPolicy: 'auto-merge',
      environments: null,
      branches: 1,
      deployable: false,
    };
    store.applyChange({ resource: 'teams', id: 'ai', row: team });
    const row = present(branchRow('feature/ai-x', { team: 'ai', author: 'Agent-2' }), store);
    expect(row.label).toBe('x');
    expect(row.description).toMatch(/Reviewer$/);
  });
});

describe('the words of the Branches view', () => {
  it('say which filter is on and how many it leaves', () => {
    expect(filterMessage(defaultArrangement, 5, 5)).toBeUndefined();
    const filter = { ...defaultArrangement, text: 'ai', states: ['behind', 'mine'] as const };
    expect(filterMessage(filter, 2, 9)).toBe('2 of 9 branches: "ai" · Behind the base, Mine');
  });
});

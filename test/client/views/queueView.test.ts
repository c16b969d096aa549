import { expect, it, vi } from 'vitest';
import { LiveStore } from '../../../client/infrastructure/liveStore.ts';
import type { Queue } from '../../../server/protocol/queue.ts';
import { queueEntry, queueRow } from './branches/branchRows.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
}));
const { queueView } = await import('../../../client/views/queueView.ts');

function title(...queues: Partial<Queue>[]): string | undefined {
  const store = new LiveStore();
  for (const [index, facts] of queues.entries())
    store.applyChange({ resource: 'queue', id: `${index}`, row: queueRow(facts.entries ?? [], facts) });
  return queueView.title?.([store]);
}

it('tells in its title, which is read while it is collapsed, how many branches are in all queues', () => {
  const entries = [queueEntry('a'), queueEntry('b')];
  expect(title()).toBe('Merge Queue');
  expect(title({ finished: entries })).toBe('Merge Queue');
  expect(title({ entries }, { entries: [queueEntry('c')] })).toBe('Merge Queue: 3');
});

it('says there too that a queue stands still', () => {
  const paused = { actor: 'Ada', since: '2026-11-21T12:00:00.000Z', reason: null };
  expect(title({ paused })).toBe('Merge Queue: paused');
  expect(title({ entries: [queueEntry('a')], waiting: 'main is checked out.' })).toBe(
    'Merge Queue: 1 · waits',
  );
});

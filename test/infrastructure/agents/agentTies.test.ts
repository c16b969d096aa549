import { describe, expect, it } from 'vitest';
import { AgentTies } from '../../../server/infrastructure/agents/agentTies.ts';
import { MemoryRowStore } from '../../../server/infrastructure/rows/memoryRowStore.ts';
import type { Lease } from '../../../server/protocol/leases.ts';

const lease = (id: string, changes: Partial<Lease> = {}): Lease => ({
  id,
  kind: 'resource',
  subject: `port:${id}`,
  globs: [],
  state: 'held',
  holder: 'A',
  fence: 1,
  takenAt: '2026-11-21T08:00:00.000Z',
  expiresAt: '2026-11-21T09:00:00.000Z',
  task: null,
  reason: null,
  ...changes,
});

describe('the ties of an agent', () => {
  it('are the leases it holds, as they come, pass on and go', () => {
    const rows = new MemoryRowStore();
    rows.set('leases', '1', lease('1'));
    const told: string[] = [];
    const ties = new AgentTies(rows, { onChanged: (ids) => told.push(...ids), onAllChanged: () => {} });
    const leases = (id: string) => ties.of({ id, role: null, team: null }).leases;
    expect(leases('A')).toBe(1);
    rows.set('leases', '2', lease('2', { state: 'waiting' }));
    rows.set('leases', '2', lease('2', { state: 'held', expiresAt: '2026-11-21T09:30:00.000Z' }));
    expect(leases('A')).toBe(2);
    rows.set('leases', '1', lease('1', { holder: 'B', fence: 2 }));
    expect([leases('A'), leases('B')]).toEqual([1, 1]);
    rows.delete('leases', '2');
    expect(leases('A')).toBe(0);
    expect(told).toEqual(['A', 'A', 'B', 'A']);
    ties.close();
    rows.delete('leases', '1');
    expect(leases('B')).toBe(1);
  });
});

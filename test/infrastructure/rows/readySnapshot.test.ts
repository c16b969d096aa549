import { describe, expect, it } from 'vitest';
import { MemoryRowStore } from '../../../server/infrastructure/rows/memoryRowStore.ts';
import { readySnapshot } from '../../../server/infrastructure/rows/readySnapshot.ts';
import { snapshotSchema } from '../../../server/protocol/snapshot.ts';
import { agentRow } from '../../agentRow.ts';

describe('the snapshot', () => {
  it('holds every row and the position, and is made again only when one of them has changed', () => {
    const rows = new MemoryRowStore();
    const row = {
      version: '1',
      pid: 1,
      repository: '/r',
      base: null,
      activeDays: 30,
      configuration: [],
      configurationFrom: null,
      windows: 0,
    };
    rows.set('service', 'service', row);
    let seq = 3;
    const snapshot = readySnapshot(rows, () => seq);
    const first = snapshot();
    expect(snapshotSchema.parse(JSON.parse(first.bytes.toString()))).toMatchObject({
      seq: 3,
      service: row,
      agents: [],
    });
    expect(snapshot()).toBe(first);
    rows.set('agents', 'A', agentRow('A'));
    const second = snapshot();
    expect(snapshotSchema.parse(JSON.parse(second.text)).agents).toEqual([agentRow('A')]);
    seq = 4;
    const third = snapshot();
    expect(JSON.parse(third.text).seq).toBe(4);
    expect(new Set([first, second, third].map(({ etag }) => etag)).size).toBe(3);
  });
});

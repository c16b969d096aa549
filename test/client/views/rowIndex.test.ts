import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowIndex } from '../../../client/views/rowIndex.ts';

interface Row {
  readonly path: readonly string[];
  readonly text?: string;
}

const compare = (a: string, b: string) => a.localeCompare(b);
const grouping = { path: (row: Row) => row.path, compareGroups: compare, compareRows: () => 0 };

function indexOf(rows: ReadonlyMap<string, Row>, kept: string[] = []): RowIndex<Row> {
  const index = new RowIndex<Row>(grouping);
  index.rebuild(rows, kept);
  return index;
}

const initial = new Map<string, Row>([
  ['one', { path: ['dev', 'red'] }],
  ['two', { path: ['dev', 'blue'] }],
  ['three', { path: ['prod', 'red'] }],
]);

describe('RowIndex', () => {
  it('arranges rows in nested groups and counts them', () => {
    const index = indexOf(initial);
    expect(index.groupsIn([])).toEqual(['dev', 'prod']);
    expect(index.groupsIn(['dev'])).toEqual(['blue', 'red']);
    expect(index.rowsIn(['dev', 'red'], initial)).toEqual(['one']);
    expect([index.count([]), index.count(['dev']), index.count(['nowhere'])]).toEqual([3, 2, 0]);
  });

  it('touches one row and nothing else where a row changed in place', () => {
    const rows = new Map(initial).set('one', { path: ['dev', 'red'], text: 'new' });
    expect(indexOf(initial).apply(['one'], rows)).toEqual({
      rows: new Set(['one']),
      groups: new Set(),
      root: false,
    });
  });

  it('touches the two groups between which a row moved', () => {
    const rows = new Map(initial).set('two', { path: ['prod', 'red'] });
    const index = indexOf(initial);
    expect(index.apply(['two'], rows)).toEqual({
      rows: new Set(),
      groups: new Set(['dev', 'prod']),
      root: false,
    });
    expect(index.groupsIn(['dev'])).toEqual(['red']);
  });

  it('touches the root where a group appears or goes', () => {
    const index = indexOf(initial);
    const rows = new Map(initial).set('four', { path: ['staging'] });
    expect(index.apply(['four'], rows).root).toBe(true);
    rows.delete('three');
    expect(index.apply(['three'], rows).root).toBe(true);
    expect(index.groupsIn([])).toEqual(['dev', 'staging']);
  });

  it('shows kept groups even while they are empty', () => {
    const index = indexOf(initial, ['green', 'prod']);
    const rows = new Map(initial);
    rows.delete('three');
    expect(index.apply(['three'], rows)).toEqual({ rows: new Set(), groups: new Set(['prod']), root: false });
    expect(index.groupsIn([])).toEqual(['dev', 'green', 'prod']);
  });

  it('arrives by any changes where a fresh index of the same rows stands', () => {
    const path = fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 });
    const change = fc.record({ id: fc.constantFrom('1', '2', '3'), path: fc.option(path) });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const rows = new Map<string, Row>();
        const index = indexOf(rows);
        for (const { id, path: to } of changes) {
          if (to === null) rows.delete(id);
          else rows.set(id, { path: to });
          index.apply([id], rows);
        }
        expect(outline(index, rows)).toEqual(outline(indexOf(rows), rows));
      }),
    );
  });
});

function outline(index: RowIndex<Row>, rows: ReadonlyMap<string, Row>, path: string[] = []): unknown {
  const groups = index.groupsIn(path).map((name) => [name, outline(index, rows, [...path, name])]);
  return { groups, rows: index.rowsIn(path, rows).sort(), count: index.count(path) };
}

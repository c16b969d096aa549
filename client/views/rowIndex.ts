/** How the rows of a view are arranged. */
export interface Grouping<Row> {
  /** Names what leaves rows out, where something does: what is left is shown unfolded, whatever was folded before. */
  readonly filter?: string | undefined;
  /** Names of the groups a row lies in, outermost first; empty where it stands at the root, undefined where it is hidden. */
  path(row: Row): readonly string[] | undefined;
  /** What the order of rows depends on besides what never changes; without it rows never change places. */
  rank?(row: Row): number;
  compareGroups(a: string, b: string): number;
  compareRows(a: Row, b: Row): number;
}

/** What a view has to show anew after rows changed. */
export interface IndexChange {
  /** Rows that stay where they are. */
  readonly rows: ReadonlySet<string>;
  /** Outermost groups whose content is different. */
  readonly groups: ReadonlySet<string>;
  /** Something at the root appeared or went. */
  readonly root: boolean;
}

interface Group {
  readonly groups: Map<string, Group>;
  readonly rows: Set<string>;
  /** Shown even while it holds nothing. */
  readonly kept: boolean;
}

/** Knows which row lies in which group, and what one change touches; so that one changed row refreshes one row. */
export class RowIndex<Row> {
  readonly #grouping: Grouping<Row>;
  readonly #paths = new Map<string, readonly string[]>();
  readonly #ranks = new Map<string, number>();
  #root: Group = emptyGroup(true);

  constructor(grouping: Grouping<Row>) {
    this.#grouping = grouping;
  }

  /** Starts over from these rows; `kept` are outermost groups that are shown even while they are empty. */
  rebuild(rows: ReadonlyMap<string, Row>, kept: readonly string[] = []): void {
    this.#root = emptyGroup(true);
    this.#paths.clear();
    this.#ranks.clear();
    for (const name of kept) this.#root.groups.set(name, emptyGroup(true));
    for (const [id, row] of rows) {
      const path = this.#grouping.path(row);
      if (!path) continue;
      this.#insert(id, path);
      this.#rankMoved(id, row);
    }
  }

  /** Takes over rows that are new, different or gone. */
  apply(ids: Iterable<string>, rows: ReadonlyMap<string, Row>): IndexChange {
    const change = { rows: new Set<string>(), groups: new Set<string>(), root: false };
    for (const id of ids) {
      const row = rows.get(id);
      const before = this.#paths.get(id);
      const after = row === undefined ? undefined : this.#grouping.path(row);
      const moved = row === undefined || this.#rankMoved(id, row);
      if (before && after && !moved && samePath(before, after)) {
        change.rows.add(id);
        continue;
      }
      for (const outermost of [before && this.#remove(id, before), after && this.#insert(id, after)]) {
        if (outermost === undefined) continue;
        if (outermost === rootTouched) change.root = true;
        else change.groups.add(outermost);
      }
      if (!after) this.#ranks.delete(id);
    }
    return change;
  }

  /** Groups of a row, outermost first; undefined where there is no such row. */
  pathOf(id: string): readonly string[] | undefined {
    return this.#paths.get(id);
  }

  /** Names of the groups inside a group (the root: an empty path), in order. */
  groupsIn(path: readonly string[]): string[] {
    const names = [...(this.#group(path)?.groups.keys() ?? [])];
    return names.sort(this.#grouping.compareGroups);
  }

  /** Rows directly in a group, in order. */
  rowsIn(path: readonly string[], rows: ReadonlyMap<string, Row>): string[] {
    const present: [string, Row][] = [];
    for (const id of this.#group(path)?.rows ?? []) {
      const row = rows.get(id);
      if (row !== undefined) present.push([id, row]);
    }
    present.sort((a, b) => this.#grouping.compareRows(a[1], b[1]));
    return present.map(([id]) => id);
  }

  /** Number of rows in a group and all groups inside it. */
  count(path: readonly string[]): number {
    const group = this.#group(path);
    return group ? countRows(group) : 0;
  }

  /** Whether the row's place among its neighbours may be another one; remembers what that depends on. */
  #rankMoved(id: string, row: Row): boolean {
    const rank = this.#grouping.rank?.(row) ?? 0;
    const before = this.#ranks.get(id);
    this.#ranks.set(id, rank);
    return before !== rank;
  }

  #group(path: readonly string[]): Group | undefined {
    let group: Group | undefined = this.#root;
    for (const name of path) group = group?.groups.get(name);
    return group;
  }

  /** The outermost group that is touched, or the root where a group appears there. */
  #insert(id: string, path: readonly string[]): string {
    const [outermost] = path;
    const touched = outermost !== undefined && this.#root.groups.has(outermost) ? outermost : rootTouched;
    let group = this.#root;
    for (const name of path) {
      const inner = group.groups.get(name) ?? emptyGroup(false);
      group.groups.set(name, inner);
      group = inner;
    }
    group.rows.add(id);
    this.#paths.set(id, path);
    return touched;
  }

  #remove(id: string, path: readonly string[]): string {
    this.#paths.delete(id);
    this.#group(path)?.rows.delete(id);
    for (let depth = path.length; depth > 0; depth -= 1) {
      const group = this.#group(path.slice(0, depth));
      if (!group || group.kept || group.rows.size + group.groups.size > 0) break;
      this.#group(path.slice(0, depth - 1))?.groups.delete(path[depth - 1] ?? '');
    }
    const [outermost] = path;
    return outermost !== undefined && this.#root.groups.has(outermost) ? outermost : rootTouched;
  }
}

/** No group has an empty name. */
const rootTouched = '';

function emptyGroup(kept: boolean): Group {
  return { groups: new Map(), rows: new Set(), kept };
}

function countRows(group: Group): number {
  let count = group.rows.size;
  for (const inner of group.groups.values()) count += countRows(inner);
  return count;
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

import type { MarkdownString, TreeItem } from 'vscode';
import type { ResourceName } from '../../server/protocol/events.ts';
import type { RowTypes } from '../../server/protocol/rows.ts';
import type { StoreChange } from '../infrastructure/liveStore.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { openingItem, PartNode } from './partNode.ts';
import { RowIndex } from './rowIndex.ts';
import { treeItem } from './rowPresentation.ts';
import type { RowView } from './rowView.ts';
import { SectionNode } from './sectionNode.ts';
import { StatusNode, status, statusPresentations } from './statusNode.ts';
import type { RowTarget, TreeNode } from './treeNode.ts';

/** The nodes of one resource of one repository. Gives the same node for the same row, so that it can be refreshed alone. */
export class SessionSection<Name extends ResourceName> {
  readonly session: RepositorySession;
  readonly view: RowView<Name>;
  /** Node above the section: the repository where there are several, else the root. */
  readonly parent: TreeNode | undefined;
  readonly #filter: string | undefined;
  /** By a node's id, whether a person has folded it: after a filter its group is new to the editor again. */
  readonly #folded: ReadonlyMap<string, boolean>;
  readonly #index: RowIndex<RowTypes[Name]>;
  readonly #nodes = new Map<string, TreeNode>();
  /** What lay below each row when the editor asked for it. */
  readonly #shownBelow = new Map<string, string | undefined>();
  #sections: readonly string[] = [];

  constructor(
    session: RepositorySession,
    view: RowView<Name>,
    parent: TreeNode | undefined,
    folded: ReadonlyMap<string, boolean>,
  ) {
    this.session = session;
    this.#folded = folded;
    this.view = view;
    this.parent = parent;
    const grouping = view.grouping(session.store);
    this.#filter = grouping.filter;
    this.#index = new RowIndex(grouping);
    this.#rebuild();
  }

  /** The section's nodes, or what the repository says instead. */
  roots(): readonly TreeNode[] {
    const { state } = this.session;
    const showsRows = state.kind === 'live' || (state.kind === 'connecting' && this.rows.size > 0);
    if (showsRows) return this.#rowsAndMore();
    // Where the section is the whole view, what is calm is said by its welcome text instead.
    if (!this.parent && state.kind !== 'unreachable') return [];
    return statusPresentations(this.session).map(
      (row, index) => new StatusNode(`${this.session.id}|status|${index}`, this.parent, row),
    );
  }

  childrenOf(path: readonly string[]): readonly TreeNode[] {
    const rows = this.#index.rowsIn(path, this.rows).map((id) => this.row(id));
    return [...rows, ...this.#index.groupsIn(path).map((name) => this.group([...path, name]))];
  }

  /** Nodes to show anew; `all` where the section as a whole is different. */
  apply(change: StoreChange): readonly TreeNode[] | 'all' | 'none' {
    if (change.resource === 'teams' && this.view.keptGroups) {
      this.#rebuild();
      return 'all';
    }
    const own = change.resource === this.view.resource;
    const ids = own ? change.ids : [...(this.view.related?.(change, this.session.store) ?? [])];
    const touched = this.#index.apply(ids, this.rows);
    for (const id of own ? ids : []) if (!this.rows.has(id)) this.#nodes.delete(this.#rowNodeId(id));
    if (touched.root) return 'all';
    const rows = [...touched.rows].filter((id) => !touched.groups.has(this.#index.pathOf(id)?.[0] ?? ''));
    const nodes = rows.map((id) => (this.#isOther(id) ? this.parentOfRow(id) : this.row(id)));
    if (nodes.includes(undefined)) return 'all';
    const groups = [...touched.groups].map((name) => this.group([name]));
    return [...groups, ...nodes.filter((node) => node !== undefined)];
  }

  /** The sections to show anew; `all` where there are others than before. */
  sectionNodes(): readonly TreeNode[] | 'all' {
    const before = this.#sections;
    const nodes = this.#makeSections();
    return this.#sections.join('\n') === before.join('\n') ? nodes : 'all';
  }

  /** A section by its name; undefined where there is none at the moment. */
  section(name: string): TreeNode | undefined {
    return this.#makeSections()[this.#sections.indexOf(name)];
  }

  row(id: string): TreeNode {
    return this.#remembered(this.#rowNodeId(id), (nodeId) => new RowNode(nodeId, this, id));
  }

  /** The editor keeps what it knows folded, so that with another filter a group is another one to it. */
  group(path: readonly string[]): TreeNode {
    const filter = this.#filter === undefined ? '' : `|filter|${this.#filter}`;
    const id = `${this.session.id}${filter}|group|${path.join('|')}`;
    return this.#remembered(id, (nodeId) => new GroupNode(nodeId, this, path));
  }

  /** Whether a person has folded or unfolded a node; undefined where it is as it began. */
  isFolded(id: string): boolean | undefined {
    return this.#folded.get(id);
  }

  parentOfRow(id: string): TreeNode | undefined {
    const path = this.#index.pathOf(id) ?? [];
    return path.length > 0 ? this.group(path) : this.parent;
  }

  /** What the editor knows a row by. */
  itemIdOf(id: string, row: RowTypes[Name]): string {
    const below = this.view.below?.(row, this.session.store);
    this.#shownBelow.set(id, below);
    return below === undefined ? this.#rowNodeId(id) : `${this.#rowNodeId(id)}|${below}`;
  }

  /** Whether the row is there and not left out. */
  shows(id: string): boolean {
    return this.#index.pathOf(id) !== undefined;
  }

  /** Rows that are not left out. */
  get shown(): number {
    return this.#index.count([]);
  }

  countOf(path: readonly string[]): number {
    return this.#index.count(path);
  }

  get rows(): ReadonlyMap<string, RowTypes[Name]> {
    return this.session.store.rows(this.view.resource);
  }

  #rebuild(): void {
    this.#index.rebuild(this.rows, this.view.keptGroups?.(this.session.store));
  }

  #rowsAndMore(): readonly TreeNode[] {
    const sections = this.#makeSections();
    if (this.rows.size === 0 && this.parent) return [this.#emptyNode(), ...sections];
    const more = this.view.more?.(this.session.store, this.session.id);
    const node = more && new StatusNode(`${this.session.id}|more`, this.parent, more);
    return [...this.childrenOf([]), ...(node ? [node] : []), ...sections];
  }

  #makeSections(): readonly TreeNode[] {
    const { session, view, parent } = this;
    const sections = () => view.sections?.(session.store, session.id) ?? [];
    this.#sections = sections().map(({ id }) => id);
    return this.#sections.map((name) =>
      this.#remembered(`${session.id}|section|${name}`, (nodeId) => {
        return new SectionNode(nodeId, parent, session, () => sections().find(({ id }) => id === name));
      }),
    );
  }

  #emptyNode(): TreeNode {
    return new StatusNode(`${this.session.id}|empty`, this.parent, status(this.view.empty, 'info'));
  }

  /** A row that the editor knows by another id now is asked for by its parent alone. */
  #isOther(id: string): boolean {
    const row = this.rows.get(id);
    if (row === undefined || !this.#shownBelow.has(id)) return false;
    return this.#shownBelow.get(id) !== this.view.below?.(row, this.session.store);
  }

  #rowNodeId(id: string): string {
    return `${this.session.id}|row|${id}`;
  }

  #remembered(id: string, make: (id: string) => TreeNode): TreeNode {
    const node = this.#nodes.get(id) ?? make(id);
    this.#nodes.set(id, node);
    return node;
  }
}

class GroupNode<Name extends ResourceName> implements TreeNode {
  readonly id: string;
  readonly #section: SessionSection<Name>;
  readonly #path: readonly string[];
  readonly target?: RowTarget;

  constructor(id: string, section: SessionSection<Name>, path: readonly string[]) {
    this.id = id;
    this.#section = section;
    this.#path = path;
    const team = section.view.teamOf?.(path);
    if (team !== undefined)
      this.target = { session: section.session, resource: 'teams', id: team, group: path };
  }

  get parent(): TreeNode | undefined {
    return this.#path.length > 1 ? this.#section.group(this.#path.slice(0, -1)) : this.#section.parent;
  }

  getChildren(): readonly TreeNode[] {
    return this.#section.childrenOf(this.#path);
  }

  toTreeItem(): TreeItem {
    const count = this.#section.countOf(this.#path);
    const row = this.#section.view.presentGroup(this.#path, count, this.#section.session.store);
    const isFolded = this.#section.isFolded(this.id) ?? row.children === 'collapsed';
    const children = isFolded ? 'collapsed' : 'expanded';
    return treeItem(this.id, { ...row, children: count > 0 ? children : 'none' });
  }
}

class RowNode<Name extends ResourceName> implements TreeNode {
  readonly id: string;
  readonly target: RowTarget;
  readonly #section: SessionSection<Name>;

  constructor(id: string, section: SessionSection<Name>, rowId: string) {
    this.id = id;
    this.#section = section;
    this.target = { session: section.session, resource: section.view.resource, id: rowId };
  }

  get parent(): TreeNode | undefined {
    return this.#section.parentOfRow(this.target.id);
  }

  getChildren(): readonly TreeNode[] {
    const row = this.#section.rows.get(this.target.id);
    const parts = row && this.#section.view.parts?.(row, this.#section.session.store);
    return (parts ?? []).map((part) => new PartNode(this, part, this.#section.session));
  }

  toTreeItem(): TreeItem {
    const row = this.#section.rows.get(this.target.id);
    // The row may go between the editor's question for children and its question for this item.
    if (row === undefined) return treeItem(this.id, status(this.target.id, 'circle-slash'));
    const { view, session } = this.#section;
    const item = openingItem(this, view.presentRow(row, session.store), view.opens);
    item.id = this.#section.itemIdOf(this.target.id, row);
    return item;
  }

  getTooltip(): MarkdownString | undefined {
    const row = this.#section.rows.get(this.target.id);
    return row === undefined ? undefined : this.#section.view.tooltip(row, this.#section.session.store);
  }
}

import {
  type Disposable,
  EventEmitter,
  l10n,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import type { ResourceName } from '../../server/protocol/events.ts';
import type { LiveStore } from '../infrastructure/liveStore.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';
import { RefreshPace } from './refreshPace.ts';
import { RepositoryNode } from './repositoryNode.ts';
import type { RowView } from './rowView.ts';
import { SessionSection } from './sessionSection.ts';
import type { TreeNode } from './treeNode.ts';
import { ViewBadge } from './viewBadge.ts';
import { ViewProgress } from './viewProgress.ts';

interface Shown<Name extends ResourceName> {
  readonly section: SessionSection<Name>;
  readonly node: RepositoryNode | undefined;
  readonly unsubscribe: () => void;
}

/** One tree: the rows of one resource in all repositories of the window. Only maps; the stores own the data. */
export class ResourceTree<Name extends ResourceName> implements TreeDataProvider<TreeNode>, Disposable {
  readonly view: TreeView<TreeNode>;
  readonly #definition: RowView<Name>;
  readonly #repositories: Repositories;
  readonly #changed = new EventEmitter<TreeNode[] | undefined>();
  readonly #subscription: Disposable;
  readonly #progress: ViewProgress;
  readonly #badge: ViewBadge;
  readonly #shown = new Map<RepositorySession, Shown<Name>>();
  readonly #waiting = new Set<TreeNode>();
  readonly #pace = new RefreshPace(() => this.#flush());
  #allWaiting = false;
  #states = '';
  /** What a person has folded (true) or unfolded (false), by the node's id. */
  readonly #folded = new Map<string, boolean>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(id: string, definition: RowView<Name>, repositories: Repositories) {
    this.#definition = definition;
    this.#repositories = repositories;
    this.#progress = new ViewProgress(id);
    this.#adoptSessions();
    this.view = window.createTreeView(id, { treeDataProvider: this, showCollapseAll: true });
    this.view.onDidCollapseElement(({ element }) => this.#folded.set(element.id, true));
    this.view.onDidExpandElement(({ element }) => this.#folded.set(element.id, false));
    this.#badge = new ViewBadge(this.view);
    this.#subscription = repositories.onDidChange(() => this.#follow());
    this.#follow();
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (node) return [...node.getChildren()];
    const shown = [...this.#shown.values()];
    return shown.flatMap(({ node: repository, section }): readonly TreeNode[] =>
      repository ? [repository] : section.roots(),
    );
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  getTreeItem(node: TreeNode): TreeItem {
    return node.toTreeItem();
  }

  resolveTreeItem(item: TreeItem, node: TreeNode): TreeItem {
    item.tooltip = node.getTooltip?.();
    return item;
  }

  /** Selects the row of the store with this id and makes it visible; nothing where there is none, or it is left out. */
  async reveal(session: RepositorySession, id: string, focus = false): Promise<void> {
    const section = this.#shown.get(session)?.section;
    if (!section?.shows(id)) return;
    this.#pace.refreshNow();
    await this.view.reveal(section.row(id), { select: true, focus });
  }

  /** Selects a group and makes it visible; nothing where there is none. */
  async revealGroup(session: RepositorySession, path: readonly string[]): Promise<void> {
    const section = this.#shown.get(session)?.section;
    if (!section || section.countOf(path) === 0) return;
    this.#pace.refreshNow();
    await this.view.reveal(section.group(path), { select: true, focus: false });
  }

  /** Shows rows anew that say how long something takes; nothing while the view is not on the screen. */
  repaint(idsOf: (store: LiveStore) => Iterable<string>): void {
    if (!this.view.visible) return;
    for (const [{ store }, { section }] of this.#shown)
      this.#schedule([...idsOf(store)].filter((id) => section.shows(id)).map((id) => section.row(id)));
  }

  /** Selects a section and unfolds it; nothing where there is none. */
  async revealSection(session: RepositorySession, name: string): Promise<void> {
    const node = this.#shown.get(session)?.section.section(name);
    if (!node) return;
    this.#pace.refreshNow();
    await this.view.reveal(node, { select: true, focus: true, expand: 3 });
  }

  /** Shows the sections of a repository anew. */
  repaintSections(session: RepositorySession): void {
    const nodes = this.#shown.get(session)?.section.sectionNodes() ?? [];
    if (nodes === 'all') this.#scheduleAll();
    else this.#schedule(nodes);
  }

  /** Arranges everything anew, e.g. after a setting about it changed. */
  rearrange(): void {
    this.#forgetAll();
    this.#adoptSessions();
    this.#scheduleAll();
  }

  dispose(): void {
    this.#forgetAll();
    this.#pace.stop();
    this.#progress.dispose();
    this.#subscription.dispose();
    this.view.dispose();
    this.#changed.dispose();
  }

  #follow(): void {
    const { sessions } = this.#repositories;
    const same = sessions.length === this.#shown.size && sessions.every((one) => this.#shown.has(one));
    if (!same) this.rearrange();
    const states = JSON.stringify(sessions.map((session) => session.state));
    if (states !== this.#states) this.#scheduleAll();
    this.#states = states;
    const connecting = sessions.some((session) => session.state.kind === 'connecting');
    this.#progress.show(connecting);
    this.#showMessage();
  }

  #showMessage(): void {
    const { resource } = this.#definition;
    const { sessions } = this.#repositories;
    const connecting = sessions.some(({ state }) => state.kind === 'connecting');
    const total = sessions.reduce((sum, { store }) => sum + store.rows(resource).size, 0);
    const shown = [...this.#shown.values()].reduce((sum, { section }) => sum + section.shown, 0);
    const stores = sessions.map(({ store }) => store);
    const message = this.#definition.message?.(shown, total, stores) ?? '';
    const title = this.#definition.title?.(stores);
    if (title !== undefined && title !== this.view.title) this.view.title = title;
    const asked = this.#definition.asksAbout ?? [resource];
    const wanting = sessions.flatMap(({ store }) => [...store.rows('attention').values()]);
    this.#badge.show(wanting.filter((one) => asked.includes(one.resource)).map(({ message: why }) => why));
    this.view.message = connecting && total > 0 ? l10n.t('Reconnecting to the service…') : message;
  }

  #adoptSessions(): void {
    const { sessions } = this.#repositories;
    for (const session of sessions) {
      const roots = () => this.#shown.get(session)?.section.roots() ?? [];
      const node = sessions.length > 1 ? new RepositoryNode(session, roots) : undefined;
      const section = new SessionSection(session, this.#definition, node, this.#folded);
      const unsubscribe = session.store.onChanged((change) => {
        if (change.resource === 'service') this.#showMessage();
        const touched = section.apply(change);
        if (touched === 'all') this.#scheduleAll();
        else if (touched !== 'none') this.#schedule(touched);
      });
      this.#shown.set(session, { section, node, unsubscribe });
    }
  }

  #forgetAll(): void {
    for (const { unsubscribe } of this.#shown.values()) unsubscribe();
    this.#shown.clear();
  }

  #scheduleAll(): void {
    this.#allWaiting = true;
    this.#schedule([]);
  }

  #schedule(nodes: readonly TreeNode[]): void {
    for (const node of nodes) this.#waiting.add(node);
    this.#pace.request();
  }

  #flush(): void {
    this.#showMessage();
    if (this.#allWaiting) this.#changed.fire(undefined);
    else if (this.#waiting.size > 0) this.#changed.fire([...this.#waiting]);
    this.#allWaiting = false;
    this.#waiting.clear();
  }
}

import type { Disposable, Memento } from 'vscode';
import type { ResourceName } from '../../server/protocol/events.ts';
import { type ViewName, viewId } from '../contributions.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';
import { agentsView } from './agentsView.ts';
import { ArrangementMemory } from './branches/arrangementMemory.ts';
import { branchesView } from './branches/branchesView.ts';
import { ViewerNames } from './branches/viewerNames.ts';
import { contractsView } from './contractsView.ts';
import { FilterMemory } from './deployments/deploymentFilter.ts';
import { busySlots } from './deployments/deploymentRelations.ts';
import { deploymentsView } from './deployments/deploymentsView.ts';
import { queueView } from './queueView.ts';
import { ResourceTree } from './resourceTree.ts';
import { slotsView } from './slots/slotsView.ts';

/** Rows say how long ago something was. */
const repaintAgesMilliseconds = 600_000;

/** Steps under way say since when. */
const repaintDurationsMilliseconds = 5_000;

/** The trees of the sidebar by what they show. */
export class Views implements Disposable {
  readonly branches: ResourceTree<'branches'>;
  readonly queue: ResourceTree<'queue'>;
  readonly slots: ResourceTree<'slots'>;
  readonly deployments: ResourceTree<'deployments'>;
  readonly agents: ResourceTree<'agents'>;
  readonly contracts: ResourceTree<'contracts'>;

  /** How the branches are filtered, sorted and grouped. */
  readonly arrangement: ArrangementMemory;
  /** What of the history of deployments is shown. */
  readonly filter: FilterMemory;
  readonly #viewerNames: ViewerNames;
  readonly #clocks: readonly NodeJS.Timeout[];

  constructor(repositories: Repositories, memento: Memento) {
    this.arrangement = new ArrangementMemory(memento);
    this.#viewerNames = new ViewerNames(repositories, () => this.branches.rearrange());
    const branches = branchesView(this.arrangement, () => this.#viewerNames.viewer);
    this.branches = new ResourceTree(viewId.branches, branches, repositories);
    this.arrangement.onDidChange(() => this.branches.rearrange());
    this.#clocks = [
      setInterval(() => this.#repaintAges(), repaintAgesMilliseconds).unref(),
      setInterval(() => this.slots.repaint(busySlots), repaintDurationsMilliseconds).unref(),
    ];
    this.queue = new ResourceTree(viewId.queue, queueView, repositories);
    this.slots = new ResourceTree(viewId.slots, slotsView, repositories);
    this.filter = new FilterMemory(memento);
    const history = deploymentsView(() => this.filter.current);
    this.deployments = new ResourceTree(viewId.deployments, history, repositories);
    this.filter.onDidChange(() => this.deployments.rearrange());
    this.agents = new ResourceTree(viewId.agents, agentsView, repositories);
    this.contracts = new ResourceTree(viewId.contracts, contractsView, repositories);
  }

  /** Shows the row of a resource where a view has it; waits a moment for one that was just created. */
  async reveal(session: RepositorySession, resource: ResourceName, id: string, focus = false): Promise<void> {
    if (!isViewName(resource)) return;
    await rowPresent(session, resource, id);
    await this[resource].reveal(session, id, focus);
  }

  #repaintAges(): void {
    for (const tree of [this.branches, this.slots, this.deployments]) tree.rearrange();
  }

  get #trees(): readonly Disposable[] {
    const { branches, queue, slots, deployments, agents, contracts } = this;
    return [branches, queue, slots, deployments, agents, contracts];
  }

  dispose(): void {
    for (const clock of this.#clocks) clearInterval(clock);
    this.#viewerNames.dispose();
    for (const tree of this.#trees) tree.dispose();
  }
}

function isViewName(resource: ResourceName): resource is ViewName {
  return Object.hasOwn(viewId, resource);
}

/** The answer to a request and the change it causes come on two connections, in any order. */
function rowPresent(session: RepositorySession, resource: ViewName, id: string): Promise<void> {
  if (session.store.get(resource, id)) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, 2_000);
  const unsubscribe = session.store.onChanged(() => session.store.get(resource, id) && resolve());
  return promise.finally(() => {
    clearTimeout(timer);
    unsubscribe();
  });
}

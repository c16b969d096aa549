import type { Disposable, Memento, TreeView } from 'vscode';
import type { ResourceName } from '../../server/protocol/events.ts';
import { type ViewName, viewId } from '../contributions.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Repositories } from '../repositories.ts';
import { agingAgents } from './agents/agentRelations.ts';
import { agentsView } from './agents/agentsView.ts';
import { Arrangements } from './arrangements.ts';
import { branchesView } from './branches/branchesView.ts';
import { ViewerNames } from './branches/viewerNames.ts';
import { ContractReplies } from './contracts/contractReplies.ts';
import { contractsView } from './contracts/contractsView.ts';
import { busySlots } from './deployments/deploymentRelations.ts';
import { deploymentsView } from './deployments/deploymentsView.ts';
import { queueView } from './queueView.ts';
import { ResourceTree } from './resourceTree.ts';
import { slotsView } from './slots/slotsView.ts';

/** Rows say how long ago something was. */
const repaintAgesMilliseconds = 600_000;

/** Steps under way say since when. */
const repaintDurationsMilliseconds = 5_000;

/** Agents say for how many minutes they have been silent. */
const repaintSilencesMilliseconds = 60_000;

/** The trees of the sidebar by what they show. */
export class Views implements Disposable {
  readonly branches: ResourceTree<'branches'>;
  readonly queue: ResourceTree<'queue'>;
  readonly slots: ResourceTree<'slots'>;
  readonly deployments: ResourceTree<'deployments'>;
  readonly agents: ResourceTree<'agents'>;
  readonly contracts: ResourceTree<'contracts'>;

  /** How they are filtered, sorted and grouped. */
  readonly arrangements: Arrangements;
  /** Who has earned how much, and what files disagree about. */
  readonly contractReplies: ContractReplies;
  readonly #viewerNames: ViewerNames;
  readonly #watched: Disposable;
  readonly #clocks: readonly NodeJS.Timeout[];

  constructor(repositories: Repositories, memento: Memento) {
    const arrangements = new Arrangements(memento);
    this.arrangements = arrangements;
    this.#viewerNames = new ViewerNames(repositories, () => this.branches.rearrange());
    const branches = branchesView(arrangements.branches, () => this.#viewerNames.viewer);
    this.branches = new ResourceTree(viewId.branches, branches, repositories);
    this.queue = new ResourceTree(viewId.queue, queueView, repositories);
    this.slots = new ResourceTree(viewId.slots, slotsView, repositories);
    const history = deploymentsView(() => arrangements.deployments.current);
    this.deployments = new ResourceTree(viewId.deployments, history, repositories);
    this.agents = new ResourceTree(viewId.agents, agentsView(arrangements.agents), repositories);
    this.contractReplies = new ContractReplies(repositories, (one) => this.contracts.repaintSections(one));
    const contracts = contractsView(this.contractReplies);
    this.contracts = new ResourceTree(viewId.contracts, contracts, repositories);
    for (const name of ['branches', 'deployments', 'agents'] as const)
      arrangements[name].onDidChange(() => this[name].rearrange());
    this.#watched = followVisibility(this.contracts.view, (visible) => this.contractReplies.want(visible));
    this.#clocks = this.#startClocks();
  }

  /** Shows the row of a resource where a view has it; waits a moment for one that was just created. */
  async reveal(session: RepositorySession, resource: ResourceName, id: string, focus = false): Promise<void> {
    if (!isViewName(resource)) return this.#revealBelow(session, resource, id, focus);
    await rowPresent(session, resource, id);
    await this[resource].reveal(session, id, focus);
  }

  /** What is shown below a row of another resource: that row. */
  async #revealBelow(
    session: RepositorySession,
    resource: ResourceName,
    id: string,
    focus: boolean,
  ): Promise<void> {
    const holder = resource === 'leases' ? session.store.get('leases', id)?.holder : undefined;
    if (holder !== undefined) await this.agents.reveal(session, holder, focus);
    const [contract = ''] = resource === 'tasks' ? id.split('/') : [];
    if (contract !== '') await this.contracts.reveal(session, contract, focus);
  }

  #startClocks(): NodeJS.Timeout[] {
    return [
      setInterval(() => this.#repaintAges(), repaintAgesMilliseconds).unref(),
      setInterval(() => this.slots.repaint(busySlots), repaintDurationsMilliseconds).unref(),
      setInterval(() => this.agents.repaint(agingAgents), repaintSilencesMilliseconds).unref(),
    ];
  }

  #repaintAges(): void {
    for (const tree of [this.branches, this.slots, this.deployments, this.contracts]) tree.rearrange();
  }

  get #trees(): readonly Disposable[] {
    const { branches, queue, slots, deployments, agents, contracts } = this;
    return [branches, queue, slots, deployments, agents, contracts];
  }

  dispose(): void {
    for (const clock of this.#clocks) clearInterval(clock);
    this.#viewerNames.dispose();
    this.#watched.dispose();
    this.contractReplies.dispose();
    for (const tree of this.#trees) tree.dispose();
  }
}

function followVisibility(view: TreeView<unknown>, tell: (visible: boolean) => void): Disposable {
  tell(view.visible);
  return view.onDidChangeVisibility(({ visible }) => tell(visible));
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

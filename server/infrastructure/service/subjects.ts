import { rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Service } from '../../protocol/snapshot.ts';
import type { tokenRoutes } from '../../protocol/tokens.ts';
import { AttentionList } from '../attention/attentionList.ts';
import { BranchMonitor } from '../branches/branchMonitor.ts';
import { BranchOperations } from '../branches/branchOperations.ts';
import { branchRoutes } from '../branches/branchRoutes.ts';
import { ConflictMonitor } from '../branches/forecast/conflictMonitor.ts';
import { conflictRoutes } from '../branches/forecast/conflictRoutes.ts';
import { MergeOutcomes } from '../branches/forecast/mergeOutcomes.ts';
import { BranchHooks } from '../branches/hooks/branchHooks.ts';
import { type FilterUpdateParts, FilterUpdates } from '../branches/hooks/filterUpdates.ts';
import { hookRoutes } from '../branches/hooks/hookRoutes.ts';
import { LandingPublisher } from '../branches/mergeQueue/landingPublisher.ts';
import { MergeQueue } from '../branches/mergeQueue/mergeQueue.ts';
import { queueRoutes } from '../branches/mergeQueue/queueRoutes.ts';
import { OutsideMoves } from '../branches/outsideMoves.ts';
import { RemoteOperations, type RemoteOperationsParts } from '../branches/remote/remoteOperations.ts';
import { remoteRoutes } from '../branches/remote/remoteRoutes.ts';
import { committedConfiguration } from '../configuration/committedConfiguration.ts';
import { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { EventLog } from '../events/eventLog.ts';
import type { HeartbeatTable } from '../events/heartbeatTable.ts';
import type { CommandStore } from '../events/subject.ts';
import { fileCheckRoutes } from '../fileCheck/fileCheckRoutes.ts';
import type { Repository } from '../git/repository.ts';
import type { Handlers } from '../http/handlers.ts';
import type { ServiceMetrics } from '../http/metrics.ts';
import { processDriver } from '../programs/processDriver.ts';
import { proposalRoutes } from '../proposal/proposalRoutes.ts';
import { Protection } from '../protection/protection.ts';
import type { RowStore } from '../rows/rowStore.ts';
import {
  type AgentWorkers,
  agentHandlers,
  buildAgentWorkers,
  closeAgents,
  startAgents,
  startContracts,
} from './agentWorkers.ts';
import {
  buildDeploymentWorkers,
  closeDeployments,
  type DeploymentWorkers,
  deploymentHandlers,
  deploymentsRun,
  endPrograms,
  recoverDeployments,
} from './deploymentWorkers.ts';
import { freshScratch } from './freshScratch.ts';

/** What the subjects stand on. */
export interface SubjectParts {
  /** As the work tree sees it that the service was started for. */
  readonly repository: Repository;
  readonly commands: CommandStore;
  /** The log itself, for what is derived of it when somebody asks. */
  readonly events: Pick<EventLog, 'read'>;
  readonly rows: RowStore;
  readonly heartbeats: HeartbeatTable;
  readonly log: Logger;
  /** Where what goes through slots is shown; nowhere by default. */
  readonly metrics?: Pick<ServiceMetrics, 'add'>;
  /** Folder of the service's own files, e.g. `<git common dir>/swarm`. */
  readonly stateFolder: string;
  /** Time between health checks of what runs in a slot (default 3000). */
  readonly healthCheckMilliseconds?: number;
  /** Program of the embedded router (default: the one that comes with this). */
  readonly routerProgram?: string;
  /** Settled when what no list waits for may begin: at once by default. */
  readonly answering?: Promise<void>;
  /** Time between looks at the processes of agents (default 5000). */
  readonly processCheckMilliseconds?: number;
  /** Socket of the container engine (default: that of Docker or Podman on this machine). */
  readonly containerSocket?: string;
}

/** The part of the `service` row that the subjects know. */
export type RepositoryFacts = Pick<Service, 'base' | 'activeDays' | 'configuration' | 'configurationFrom'>;

/** The routes that do something; those that list rows send them as they lie ready. */
export type SubjectHandlers = Omit<
  Handlers,
  'service' | 'snapshot' | 'history' | 'shutdown' | 'whoAmI' | `list${string}` | keyof typeof tokenRoutes
>;

export interface Subjects {
  readonly handlers: SubjectHandlers;
  /** Whether a process runs in a slot or a merge is tested: then the service stays when the last window closes. */
  running(): boolean;
  /** Settled once the repository was read, so that the first list a client asks for is complete. Never rejects. */
  readonly read: Promise<void>;
  facts(): RepositoryFacts;
  /** Called when the facts are different. Returns the function that ends it. */
  onFactsChanged(listener: (facts: RepositoryFacts) => void): () => void;
  /** Ends what runs in slots, and whatever may start it again: nobody will find it any more. `close` is to follow. */
  endPrograms(): Promise<void>;
  /** Ends watching and checking; what runs in slots goes on. */
  close(): Promise<void>;
}

interface Workers {
  readonly repository: Repository;
  readonly configuration: ConfigurationFile;
  readonly monitor: BranchMonitor;
  readonly conflicts: ConflictMonitor;
  readonly outsideMoves: OutsideMoves;
  /** Folder for what forecasts write. */
  readonly scratch: string;
  readonly branches: BranchOperations;
  readonly remote: RemoteOperations;
  readonly publisher: LandingPublisher;
  readonly protection: Protection;
  readonly hooks: BranchHooks;
  readonly filterUpdates: FilterUpdates;
  readonly agents: AgentWorkers;
  readonly deployments: DeploymentWorkers;
  readonly queue: MergeQueue;
  readonly attention: AttentionList;
}

/** Builds the subjects and begins to read the repository. How branches compare with the base follows after that. */
export async function startSubjects(parts: SubjectParts): Promise<Subjects> {
  const { log, repository } = parts;
  const configuration = await ConfigurationFile.open(
    repository.workTree,
    (error) => log.warn({ err: error }, 'swarm.json cannot be watched'),
    () => committedConfiguration(repository),
  );
  const scratch = await freshScratch(parts.stateFolder);
  const workers = buildWorkers(parts, repository, configuration, scratch);
  const read = readEverything(workers, parts);
  return {
    read,
    handlers: handlersOf(parts, workers),
    running: () => deploymentsRun(workers.deployments) || workers.queue.running(),
    ...factsOf(workers),
    endPrograms: () => endPrograms(workers.deployments),
    close: () => closeAll(workers),
  };
}

function buildWorkers(
  parts: SubjectParts,
  repository: Repository,
  configuration: ConfigurationFile,
  scratch: string,
): Workers {
  const { commands, rows, log, stateFolder, healthCheckMilliseconds = 3000 } = parts;
  const protection = new Protection(repository, configuration);
  const monitor = new BranchMonitor({ ...parts, repository, configuration, scratch });
  const shared = { repository, configuration, commands, rows, log };
  const outcomes = new MergeOutcomes(repository, scratch);
  const guards = buildGuards({ ...shared, protection });
  const agents = buildAgentWorkers({ ...parts, ...shared, base: () => monitor.base, scratch });
  const { fence } = agents.coordination;
  const merging = { monitor, protection, driver: processDriver, fence, stateFolder, scratch };
  return {
    ...guards,
    repository,
    configuration,
    monitor,
    conflicts: new ConflictMonitor({ ...shared, outcomes, base: () => monitor.base }),
    outsideMoves: new OutsideMoves(shared),
    scratch,
    branches: new BranchOperations({ ...shared, monitor, scratch, ...guards }),
    agents,
    deployments: buildDeploymentWorkers({ ...parts, ...shared, protection, healthCheckMilliseconds }),
    queue: new MergeQueue({ ...shared, ...merging }),
    attention: new AttentionList(rows, configuration),
  };
}

/** What holds branches to the rules, and what brings them to the remote. */
function buildGuards(
  parts: RemoteOperationsParts & Omit<FilterUpdateParts, 'hooks'>,
): Pick<Workers, 'protection' | 'remote' | 'publisher' | 'hooks' | 'filterUpdates'> {
  const remote = new RemoteOperations(parts);
  const hooks = new BranchHooks(parts.repository);
  const publisher = new LandingPublisher({ ...parts, remote });
  return {
    protection: parts.protection,
    remote,
    publisher,
    hooks,
    filterUpdates: new FilterUpdates({ ...parts, hooks }),
  };
}

/** One part that cannot be read costs its own rows only. */
async function readEverything(
  workers: Workers,
  { log, answering = Promise.resolve() }: Pick<SubjectParts, 'log' | 'answering'>,
): Promise<void> {
  const { monitor, conflicts, branches, remote, publisher, agents, deployments, queue } = workers;
  const readings = {
    branches: branches
      .start(answering)
      .then(() => monitor.start())
      .then(() => {
        workers.outsideMoves.start();
        void answering.then(() => conflicts.start());
        // Evidence is compared with the base.
        agents.ledger.evidence.resume();
      }),
    agents: startAgents(agents),
    contracts: startContracts(agents),
    slots: recoverDeployments(deployments, answering),
    queue: queue.start(),
    remote: remote.start().then(() => publisher.start()),
  };
  await Promise.all(
    Object.entries(readings).map(([what, reading]) =>
      reading.catch((error: unknown) => log.error({ err: error }, `${what} cannot be read`)),
    ),
  );
}

function handlersOf(parts: SubjectParts, workers: Workers): SubjectHandlers {
  const { rows, commands } = parts;
  const { configuration, conflicts, branches, agents, queue, repository, scratch } = workers;
  return {
    ...branchRoutes(rows, branches),
    ...conflictRoutes({ repository, rows, monitor: workers.monitor, conflicts, scratch }),
    ...deploymentHandlers({ ...parts, configuration, protection: workers.protection }, workers.deployments),
    ...agentHandlers(agents),
    ...remoteRoutes(workers.remote, workers.monitor),
    ...hookRoutes({ ...workers, commands }),
    ...queueRoutes({ commands, configuration, queue }),
    ...proposalRoutes(repository),
    ...fileCheckRoutes({ workTree: repository.workTree, configuration }),
  };
}

function factsOf({ configuration, monitor }: Workers): Pick<Subjects, 'facts' | 'onFactsChanged'> {
  const listeners = new Set<(facts: RepositoryFacts) => void>();
  const facts = () => ({
    base: monitor.base,
    activeDays: configuration.current.branches.activeDays,
    configuration: configuration.problems,
    configurationFrom: configuration.branch,
  });
  const tell = () => {
    for (const listener of listeners) listener(facts());
  };
  configuration.onChanged(tell);
  monitor.onBaseChanged(tell);
  return {
    facts,
    onFactsChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function closeAll(workers: Workers): Promise<void> {
  const { configuration, branches, monitor, conflicts, queue, attention, scratch } = workers;
  configuration.close();
  attention.close();
  await closeAgents(workers.agents);
  await branches.close();
  workers.remote.close();
  await closeDeployments(workers.deployments);
  await Promise.all(
    [monitor, conflicts, workers.outsideMoves, queue, workers.publisher, workers.filterUpdates].map(
      (worker) => worker.close(),
    ),
  );
  await rm(scratch, { recursive: true, force: true });
}

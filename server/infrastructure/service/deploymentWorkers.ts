import type { Logger } from 'pino';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import { environmentRulesRoutes } from '../deployments/approvals/environmentRules.ts';
import { ReleasePolicy } from '../deployments/approvals/releasePolicy.ts';
import { guardSlots, reservationRoutes } from '../deployments/approvals/slotGuard.ts';
import { deploymentRoutes } from '../deployments/deploymentRoutes.ts';
import { ownMeta } from '../deployments/deploymentStream.ts';
import { Deployments } from '../deployments/deployments.ts';
import { QualityGates } from '../deployments/gates/qualityGates.ts';
import { guardTraffic } from '../deployments/guardTraffic.ts';
import { deploymentNeeding } from '../deployments/neededSlots.ts';
import { failingCheck } from '../deployments/observation/failingCheck.ts';
import { RouterObservation } from '../deployments/observation/routerObservation.ts';
import { registerSlotMetrics } from '../deployments/observation/slotMetrics.ts';
import { outputRoutes } from '../deployments/output/outputRoutes.ts';
import { releaseCommand } from '../deployments/releaseCommand.ts';
import { ChosenRouter } from '../deployments/router/chosenRouter.ts';
import { EmbeddedRouter } from '../deployments/router/embeddedRouter.ts';
import { HaproxyProgram } from '../deployments/router/haproxy/haproxyProgram.ts';
import { HaproxyRouter } from '../deployments/router/haproxy/haproxyRouter.ts';
import { ownRouterProgram } from '../deployments/router/routerProcess.ts';
import { SlotFleet } from '../deployments/slots/slotFleet.ts';
import { SlotReservations } from '../deployments/slots/slotReservations.ts';
import { slotRoutes } from '../deployments/slots/slotRoutes.ts';
import { TrafficBook } from '../deployments/traffic/trafficBook.ts';
import { TrafficControl } from '../deployments/traffic/trafficControl.ts';
import { trafficRoutes } from '../deployments/traffic/trafficRoutes.ts';
import type { CommandStore } from '../events/subject.ts';
import type { Repository } from '../git/repository.ts';
import type { ServiceMetrics } from '../http/metrics.ts';
import { containerDriver } from '../programs/containers/containerDriver.ts';
import { engineSocket } from '../programs/containers/engineAddress.ts';
import { EngineClient } from '../programs/containers/engineClient.ts';
import { processDriver } from '../programs/processDriver.ts';
import type { ProgramDrivers } from '../programs/programDriver.ts';
import type { Protection } from '../protection/protection.ts';
import type { RowStore } from '../rows/rowStore.ts';

/** What deployments stand on. */
export interface DeploymentParts {
  readonly repository: Repository;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly log: Logger;
  readonly metrics?: Pick<ServiceMetrics, 'add'>;
  readonly stateFolder: string;
  readonly configuration: ConfigurationFile;
  readonly protection: Protection;
  readonly healthCheckMilliseconds: number;
  /** Program of the embedded router (default: the one that comes with this). */
  readonly routerProgram?: string;
  /** Socket of the container engine (default: that of Docker or Podman on this machine). */
  readonly containerSocket?: string;
}

/** Slots, what leads requests to them, and who may do what to them. */
export interface DeploymentWorkers {
  readonly fleet: SlotFleet;
  readonly book: TrafficBook;
  readonly traffic: TrafficControl;
  readonly gates: QualityGates;
  readonly deployments: Deployments;
  readonly reservations: SlotReservations;
  readonly policy: ReleasePolicy;
}

/** Builds the parts; nothing of them runs yet. */
export function buildDeploymentWorkers(parts: DeploymentParts): DeploymentWorkers {
  const { commands, configuration, healthCheckMilliseconds: checkMilliseconds } = parts;
  const isNeeded = (id: string) => deploymentNeeding(commands, id) !== undefined;
  const book = new TrafficBook(commands, configuration);
  parts.metrics?.add((registry) => registerSlotMetrics(registry, book.totals));
  const trafficOf = (id: string) => book.slotTraffic(id);
  const fleet = new SlotFleet({
    ...parts,
    drivers: drivers(parts),
    trafficOf,
    drained: (id, port, signal) => traffic.drained(id, port, signal),
  });
  const router = routerOf(parts);
  const reservations = new SlotReservations({ ...parts, fleet });
  const control = { book, fleet, router, checkMilliseconds };
  const traffic = new TrafficControl({
    ...parts,
    ...control,
    isNeeded: (id) => isNeeded(id) || reservations.isReserved(id),
    commandOf: (route, release) => releaseCommand(commands, route, release),
    isKeptFrom: (id, actor) =>
      reservations.obstacle(id, actor) !== null || (actor !== ownMeta.actor && isNeeded(id)),
  });
  const gates = new QualityGates({ ...parts, releases: fleet.releases, driver: processDriver });
  const policy = new ReleasePolicy({ ...parts, reservations });
  const observation = observationOf(parts, { book, traffic });
  const workers = { book, fleet, traffic, gates, reservations, policy };
  const deployments = new Deployments({ ...parts, ...workers, observation, checkMilliseconds });
  return { ...workers, deployments };
}

function observationOf(
  { rows }: Pick<DeploymentParts, 'rows'>,
  { book, traffic }: Pick<DeploymentWorkers, 'book' | 'traffic'>,
): RouterObservation {
  return new RouterObservation({
    traffic: () => traffic.look(),
    history: book.history,
    failing: (id) => failingCheck(rows.get('slots', id)?.checks ?? []),
  });
}

/** Finds again what runs, and where requests go; then goes on with the deployments under way. */
export async function recoverDeployments(
  workers: DeploymentWorkers,
  answering: Promise<void>,
): Promise<void> {
  const { fleet, traffic, reservations, gates, deployments } = workers;
  await fleet.recover();
  reservations.look();
  await gates.recover();
  await traffic.start();
  deployments.start(answering);
}

/** Ends watching and switching; what runs in slots goes on. */
export async function closeDeployments(workers: DeploymentWorkers): Promise<void> {
  const { fleet, traffic, reservations, deployments } = workers;
  reservations.close();
  await deployments.close();
  await traffic.close();
  await fleet.close();
}

/** Ends what runs in slots; the routers end by themselves once their folder is gone. */
export async function endPrograms({ fleet, traffic, deployments }: DeploymentWorkers): Promise<void> {
  await deployments.close();
  await traffic.close();
  await fleet.endAll();
}

/** Whether something runs that goes on without a window. */
export function deploymentsRun({ fleet, deployments }: DeploymentWorkers): boolean {
  return fleet.running() || deployments.running();
}

/** The routes of slots, their traffic and deployments. */
export function deploymentHandlers(
  parts: Pick<DeploymentParts, 'commands' | 'configuration' | 'protection' | 'rows' | 'stateFolder'>,
  workers: DeploymentWorkers,
) {
  const { fleet, book, traffic } = workers;
  const slots = slotRoutes({ ...parts, fleet });
  return {
    ...slots,
    ...guardSlots(
      guardTraffic(trafficRoutes({ book, control: traffic, slots }), workers.deployments),
      workers,
    ),
    ...reservationRoutes(workers),
    ...environmentRulesRoutes(parts),
    ...deploymentRoutes(workers.deployments),
    ...outputRoutes({ ...parts, ...workers }),
  };
}

/** What leads requests to slots: embedded or HAProxy, as swarm.json says. */
function routerOf(parts: DeploymentParts): ChosenRouter {
  const { repository, configuration, stateFolder, routerProgram = ownRouterProgram() } = parts;
  const program = new HaproxyProgram(repository.workTree);
  return new ChosenRouter({
    choice: () => configuration.current.router,
    routers: {
      embedded: new EmbeddedRouter(stateFolder, { program: routerProgram }),
      haproxy: new HaproxyRouter(stateFolder, program),
    },
    onProblem: (problem) => configuration.complain('router', problem),
  });
}

function drivers({ containerSocket = engineSocket(process.env) }: DeploymentParts): ProgramDrivers {
  return { process: processDriver, container: containerDriver(new EngineClient(containerSocket)) };
}

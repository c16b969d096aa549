import type { Logger } from 'pino';
import { environmentRulesRoutes } from './approvals/environmentRules.ts';
import { ReleasePolicy } from './approvals/releasePolicy.ts';
import { guardSlots, reservationRoutes } from './approvals/slotGuard.ts';
import type { ConfigurationFile } from './configuration/configurationFile.ts';
import { containerDriver } from './containers/containerDriver.ts';
import { engineSocket } from './containers/engineAddress.ts';
import { EngineClient } from './containers/engineClient.ts';
import { deploymentRoutes } from './deployments/deploymentRoutes.ts';
import type { ReleaseObservation } from './deployments/releaseObservation.ts';
import type { CommandStore } from './events/subject.ts';
import type { Repository } from './git/repository.ts';
import type { ServiceMetrics } from './http/metrics.ts';
import type { RowStore } from './live/rowStore.ts';
import { failingCheck } from './observation/failingCheck.ts';
import { RouterObservation } from './observation/routerObservation.ts';
import { registerSlotMetrics } from './observation/slotMetrics.ts';
import { outputRoutes } from './output/outputRoutes.ts';
import { processDriver } from './programs/processDriver.ts';
import type { ProgramDrivers } from './programs/programDriver.ts';
import type { Protection } from './protection/protection.ts';
import { EmbeddedRouter } from './router/embeddedRouter.ts';
import { SlotFleet } from './slots/slotFleet.ts';
import { SlotReservations } from './slots/slotReservations.ts';
import { slotRoutes } from './slots/slotRoutes.ts';
import { TrafficBook } from './traffic/trafficBook.ts';
import { TrafficControl } from './traffic/trafficControl.ts';
import { trafficRoutes } from './traffic/trafficRoutes.ts';

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
  /** Socket of the container engine (default: that of Docker or Podman on this machine). */
  readonly containerSocket?: string;
}

/** Slots, what leads requests to them, and who may do what to them. */
export interface DeploymentWorkers {
  readonly fleet: SlotFleet;
  readonly book: TrafficBook;
  readonly traffic: TrafficControl;
  readonly observation: ReleaseObservation;
  readonly reservations: SlotReservations;
  readonly policy: ReleasePolicy;
}

/** Builds the parts; nothing of them runs yet. */
export function buildDeploymentWorkers(parts: DeploymentParts): DeploymentWorkers {
  const { commands, configuration, rows, stateFolder, healthCheckMilliseconds } = parts;
  const book = new TrafficBook(commands, configuration);
  parts.metrics?.add((registry) => registerSlotMetrics(registry, book.totals));
  const trafficOf = (id: string) => book.slotTraffic(id);
  const fleet = new SlotFleet({ ...parts, drivers: drivers(parts), trafficOf });
  const router = new EmbeddedRouter(stateFolder);
  const reservations = new SlotReservations({ ...parts, fleet });
  const control = { book, fleet, router, checkMilliseconds: healthCheckMilliseconds };
  const traffic = new TrafficControl({ ...parts, ...control });
  return {
    book,
    fleet,
    traffic,
    observation: new RouterObservation({
      traffic: () => traffic.look(),
      history: book.history,
      failing: (id) => failingCheck(rows.get('slots', id)?.checks ?? []),
    }),
    reservations,
    policy: new ReleasePolicy({ ...parts, reservations }),
  };
}

/** Finds again what runs, and where requests go. */
export async function recoverDeployments({ fleet, traffic, reservations }: DeploymentWorkers): Promise<void> {
  await fleet.recover();
  reservations.look();
  await traffic.start();
}

/** Ends watching and switching; what runs in slots goes on. */
export async function closeDeployments({ fleet, traffic, reservations }: DeploymentWorkers): Promise<void> {
  reservations.close();
  await traffic.close();
  await fleet.close();
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
    ...guardSlots(trafficRoutes({ book, control: traffic, slots }), workers),
    ...reservationRoutes(workers),
    ...environmentRulesRoutes(parts),
    ...deploymentRoutes(),
    ...outputRoutes(parts),
  };
}

function drivers({ containerSocket = engineSocket(process.env) }: DeploymentParts): ProgramDrivers {
  return { process: processDriver, container: containerDriver(new EngineClient(containerSocket)) };
}

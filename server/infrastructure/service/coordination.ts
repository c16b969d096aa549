import type { Logger } from 'pino';
import { Assigner } from '../agents/assignment/assigner.ts';
import { assignmentRoutes } from '../agents/assignment/assignmentRoutes.ts';
import { registerQueueMetrics } from '../agents/assignment/queueMetrics.ts';
import { QueueWatch } from '../agents/assignment/queueWatch.ts';
import { TaskLeaseEnds } from '../agents/assignment/taskLeaseEnds.ts';
import { TaskLeases } from '../agents/assignment/taskLeases.ts';
import type { TaskPool } from '../agents/assignment/taskPool.ts';
import { FailoverNotices } from '../agents/failover/failoverNotices.ts';
import { FailoverWorker } from '../agents/failover/failoverWorker.ts';
import { LeaseDesk } from '../agents/leases/leaseDesk.ts';
import { leaseRoutes } from '../agents/leases/leaseRoutes.ts';
import { MergeFence } from '../agents/leases/mergeFence.ts';
import type { TimerClock } from '../clock.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { HeartbeatTable } from '../events/heartbeatTable.ts';
import type { CommandStore } from '../events/subject.ts';
import type { ServiceMetrics } from '../http/metrics.ts';
import type { RowStore } from '../rows/rowStore.ts';

export interface CoordinationParts {
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly heartbeats: Pick<HeartbeatTable, 'latest'>;
  readonly tasks: TaskPool;
  readonly log: Logger;
  readonly metrics?: Pick<ServiceMetrics, 'add'> | undefined;
  /** The clocks (default: those of this machine). */
  readonly time?: TimerClock | undefined;
}

/** What keeps agents from doing the same thing twice, and work from being left undone. */
export interface Coordination {
  readonly leases: LeaseDesk;
  readonly fence: MergeFence;
  readonly assigner: Assigner;
  readonly failover: FailoverWorker;
  readonly notices: FailoverNotices;
  readonly taskLeaseEnds: TaskLeaseEnds;
  readonly queueWatch: QueueWatch;
}

/** A violation that lasts this much longer than a failover takes is none that mends itself. */
const slackSeconds = 60;

export function buildCoordination(parts: CoordinationParts): Coordination {
  const { configuration, commands, rows, tasks, metrics } = parts;
  const leases = new LeaseDesk(parts);
  const patienceSeconds = () => configuration.current.agents.failoverAfterSeconds + slackSeconds;
  const queueWatch = new QueueWatch({ ...parts, leases, patienceSeconds });
  metrics?.add((registry) => registerQueueMetrics(registry, queueWatch));
  return {
    leases,
    fence: new MergeFence(leases, rows),
    assigner: new Assigner({
      commands,
      configuration,
      rows,
      tasks,
      leases: new TaskLeases(leases, configuration, rows),
    }),
    failover: new FailoverWorker({ ...parts, leases }),
    notices: new FailoverNotices(commands, rows),
    taskLeaseEnds: new TaskLeaseEnds({ ...parts, leases }),
    queueWatch,
  };
}

/** Goes on with what agents have; to be called when agents and tasks are known. */
export function startCoordination(coordination: Coordination): void {
  const { leases, failover, notices, taskLeaseEnds, queueWatch } = coordination;
  leases.start();
  taskLeaseEnds.start();
  failover.start();
  notices.start();
  queueWatch.start();
}

export function coordinationRoutes({ leases, assigner }: Coordination) {
  return { ...leaseRoutes(leases), ...assignmentRoutes(assigner) };
}

export async function closeCoordination(coordination: Coordination): Promise<void> {
  const { leases, failover, notices, taskLeaseEnds, queueWatch } = coordination;
  for (const part of [queueWatch, notices, taskLeaseEnds, leases]) part.close();
  await failover.close();
}

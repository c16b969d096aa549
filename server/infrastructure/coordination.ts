import type { Logger } from 'pino';
import type { ConfigurationFile } from './configuration/configurationFile.ts';
import type { HeartbeatTable } from './events/heartbeatTable.ts';
import type { CommandStore } from './events/subject.ts';
import type { Handlers } from './http/handlers.ts';
import { LeaseDesk } from './leases/leaseDesk.ts';
import { leaseRoutes } from './leases/leaseRoutes.ts';
import { MergeFence } from './leases/mergeFence.ts';
import type { RowStore } from './live/rowStore.ts';

export interface CoordinationParts {
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly heartbeats: HeartbeatTable;
  readonly log: Logger;
}

/** What keeps agents from doing the same thing twice. */
export class Coordination {
  readonly leases: LeaseDesk;
  readonly fence: MergeFence;

  constructor(parts: CoordinationParts) {
    this.leases = new LeaseDesk(parts);
    this.fence = new MergeFence(this.leases, parts.rows);
  }

  /** Goes on with what agents hold. */
  start(): void {
    this.leases.start();
  }

  close(): void {
    this.leases.close();
  }
}

/** The routes of leases. */
export function coordinationRoutes({
  leases,
}: Coordination): Pick<Handlers, keyof ReturnType<typeof leaseRoutes>> {
  return { ...leaseRoutes(leases) };
}

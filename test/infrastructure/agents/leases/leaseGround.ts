import { pino } from 'pino';
import { LeaseDesk } from '../../../../server/infrastructure/agents/leases/leaseDesk.ts';
import type { HeartbeatRecord } from '../../../../server/infrastructure/events/heartbeatTable.ts';
import type { CommandMeta } from '../../../../server/infrastructure/events/subject.ts';
import { MemoryRowStore } from '../../../../server/infrastructure/rows/memoryRowStore.ts';
import { defaultConfiguration } from '../../../../server/protocol/configuration/configuration.ts';
import { type Lease, takeLeaseSchema } from '../../../../server/protocol/leases.ts';
import { agentRow } from '../../../agentRow.ts';
import { TemporaryLog } from '../../events/temporaryLog.ts';
import { SetTime } from './setTime.ts';

type Asked = {
  holder: string;
  kind?: Lease['kind'];
  subject: string | string[];
  seconds?: number;
  wait?: boolean;
};

const meta: CommandMeta = { actor: 'ada' };

/** The real lease desk on a real log, with clocks that a test sets. */
export class LeaseGround {
  readonly temporary = new TemporaryLog();
  readonly time = new SetTime();
  readonly signs = new Map<string, HeartbeatRecord>();
  rows = new MemoryRowStore();
  #desk: LeaseDesk | undefined;

  static async start(): Promise<LeaseGround> {
    const ground = new LeaseGround();
    await ground.#start();
    return ground;
  }

  get desk(): LeaseDesk {
    if (!this.#desk) throw new Error('not started');
    return this.#desk;
  }

  take({ kind = 'paths', ...asked }: Asked): Promise<Lease> {
    return this.desk.take(takeLeaseSchema.parse({ kind, ...asked }), meta);
  }

  release(lease: Lease): Promise<Lease> {
    return this.desk.release(lease.id, { holder: lease.holder }, meta);
  }

  /** A sign of life of an agent at this moment. */
  heartbeat(agent: string): void {
    const time = new Date(this.time.now).toISOString();
    this.signs.set(agent, { time, data: {} });
    this.rows.set('agents', agent, agentRow(agent, { lastSeen: time }));
  }

  /** Waits until what the clocks caused is durable. */
  async settled(): Promise<void> {
    await this.desk.end(new Set(), 'expired', null);
  }

  holders(): string[] {
    return this.desk.book.held.map(({ holder, subject }) => `${holder}: ${subject}`);
  }

  /** Ends the desk and starts another on the same log, as a restart of the service does. */
  async restart(): Promise<void> {
    this.desk.close();
    await this.temporary.reopen();
    this.rows = new MemoryRowStore();
    await this.#start();
  }

  async close(): Promise<void> {
    this.desk.close();
    await this.temporary[Symbol.asyncDispose]();
  }

  async #start(): Promise<void> {
    this.#desk = new LeaseDesk({
      configuration: { current: defaultConfiguration() },
      commands: await this.temporary.store(),
      rows: this.rows,
      heartbeats: { latest: () => this.signs },
      log: pino({ level: 'silent' }),
      time: this.time,
    });
    this.#desk.start();
  }
}

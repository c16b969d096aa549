import { pino } from 'pino';
import type { TaskPool } from '../../../server/infrastructure/assignment/taskPool.ts';
import { ConfigurationFile } from '../../../server/infrastructure/configuration/configurationFile.ts';
import { ContractLedger } from '../../../server/infrastructure/contracts/contractLedger.ts';
import { LedgerRows } from '../../../server/infrastructure/contracts/ledgerRows.ts';
import { TaskDesk } from '../../../server/infrastructure/contracts/taskDesk.ts';
import { DeclaredContracts } from '../../../server/infrastructure/declarations/declaredContracts.ts';
import type { LoggedCommandStore } from '../../../server/infrastructure/events/commandStore.ts';
import { FailoverNotices } from '../../../server/infrastructure/failover/failoverNotices.ts';
import { FailoverWorker } from '../../../server/infrastructure/failover/failoverWorker.ts';
import { LeaseDesk } from '../../../server/infrastructure/leases/leaseDesk.ts';
import { MemoryRowStore } from '../../../server/infrastructure/live/memoryRowStore.ts';
import type { Agent } from '../../../server/protocol/agents.ts';
import { type Lease, takeLeaseSchema } from '../../../server/protocol/leases.ts';
import { addTaskSchema, type Task } from '../../../server/protocol/tasks.ts';
import { agentRow } from '../../agentRow.ts';
import { TemporaryLog } from '../events/temporaryLog.ts';
import { SetTime } from '../leases/setTime.ts';

const meta = { actor: 'ada' };
const log = pino({ level: 'silent' });

/** The real leases, ledger and failover on a real log, with clocks and agents that a test sets. */
export class CoordinationGround {
  readonly temporary = new TemporaryLog();
  readonly time = new SetTime();
  rows = new MemoryRowStore();
  readonly #agents = new Map<string, Agent>();
  #parts: Awaited<ReturnType<typeof build>> | undefined;

  static async start(): Promise<CoordinationGround> {
    const ground = new CoordinationGround();
    await ground.#start();
    return ground;
  }

  get parts(): Awaited<ReturnType<typeof build>> {
    if (!this.#parts) throw new Error('not started');
    return this.#parts;
  }

  /** A contract with these tasks. */
  async contract(id: string, tasks: readonly ({ task: string } & Partial<Task>)[]): Promise<void> {
    await this.parts.ledger.create({ id, title: id, total: 1000, parties: [] }, meta);
    for (const { task, priority, files, requires } of tasks) {
      const added = addTaskSchema.parse({ task, title: task, points: 10, priority, files, requires });
      await this.parts.tasks.add(id, { ...added, source: 'ledger' }, meta);
    }
  }

  agent(id: string, changes: Partial<Agent> = {}): void {
    const row = agentRow(id, changes);
    this.#agents.set(id, row);
    this.rows.set('agents', id, row);
  }

  task(id: string): Task | undefined {
    return this.rows.get('tasks', id);
  }

  claim(id: string, agent: string): Promise<Task> {
    const [contract = '', task = ''] = id.split('/');
    return this.parts.tasks.claim({ contract, task }, { agent }, meta);
  }

  take(holder: string, subject: string, seconds?: number): Promise<Lease> {
    return this.parts.leases.take(takeLeaseSchema.parse({ holder, kind: 'paths', subject, seconds }), meta);
  }

  /** Waits until what was caused is durable. */
  async settled(): Promise<void> {
    await this.parts.leases.end(new Set(), 'expired', null);
    await this.parts.failover.idle();
  }

  async eventTypes(stream: string): Promise<string[]> {
    const events = await this.temporary.log.read(0, 1000);
    return events.filter((event) => event.stream === stream).map(({ type }) => type);
  }

  /** Another service on the same log, as after a kill: what the first one was doing is left as it is. */
  async restart(): Promise<void> {
    await this.#stop();
    await this.temporary.reopen();
    this.rows = new MemoryRowStore();
    await this.#start();
  }

  async close(): Promise<void> {
    await this.#stop();
    await this.temporary[Symbol.asyncDispose]();
  }

  async #start(): Promise<void> {
    this.#parts = await build(this);
    this.#parts.shown.showAll();
    this.#parts.leases.start();
    for (const [id, row] of this.#agents) this.rows.set('agents', id, row);
    this.#parts.failover.start();
    this.#parts.notices.start();
  }

  async #stop(): Promise<void> {
    const { leases, failover, notices, shown, declared, configuration, commands } = this.parts;
    leases.close();
    notices.close();
    await failover.close();
    shown.close();
    await declared.close();
    configuration.close();
    await commands.close();
  }
}

async function build({ temporary, rows, time }: CoordinationGround) {
  const commands: LoggedCommandStore = await temporary.store();
  const configuration = await ConfigurationFile.open(temporary.folder, () => {});
  const declared = new DeclaredContracts({ workTree: temporary.folder, configuration, log });
  const shown = new LedgerRows({ commands, rows, declared });
  const ledger = new ContractLedger({ commands, declared, rows: shown });
  // Nothing is handed in here, so that no evidence is looked at.
  const tasks = new TaskDesk({ commands, declared, rows, shown, evidence: undefined as never });
  const leases = new LeaseDesk({
    configuration,
    commands,
    rows,
    heartbeats: { latest: () => new Map() },
    log,
    time,
  });
  const pool: TaskPool = tasks;
  const failover = new FailoverWorker({ configuration, commands, rows, leases, tasks: pool, log, time });
  const notices = new FailoverNotices(commands, rows);
  return { commands, configuration, declared, shown, ledger, tasks, leases, failover, notices };
}

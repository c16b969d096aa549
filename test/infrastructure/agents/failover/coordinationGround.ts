import { pino } from 'pino';
import { ConfigurationFile } from '../../../../server/infrastructure/configuration/configurationFile.ts';
import { ContractLedger } from '../../../../server/infrastructure/contracts/contractLedger.ts';
import { DeclaredContracts } from '../../../../server/infrastructure/contracts/declarations/declaredContracts.ts';
import { LedgerRows } from '../../../../server/infrastructure/contracts/ledgerRows.ts';
import { TaskDesk } from '../../../../server/infrastructure/contracts/taskDesk.ts';
import type { LoggedCommandStore } from '../../../../server/infrastructure/events/commandStore.ts';
import { MemoryRowStore } from '../../../../server/infrastructure/rows/memoryRowStore.ts';
import {
  buildCoordination,
  closeCoordination,
  startCoordination,
} from '../../../../server/infrastructure/service/coordination.ts';
import type { Agent } from '../../../../server/protocol/agents.ts';
import { type Lease, takeLeaseSchema } from '../../../../server/protocol/leases.ts';
import { addTaskSchema, type Task } from '../../../../server/protocol/tasks.ts';
import { agentRow } from '../../../agentRow.ts';
import { TemporaryLog } from '../../events/temporaryLog.ts';
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
    for (const [id, row] of this.#agents) this.rows.set('agents', id, row);
    startCoordination(this.#parts);
  }

  async #stop(): Promise<void> {
    const { shown, declared, configuration, commands } = this.parts;
    await closeCoordination(this.parts);
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
  const ledger = new ContractLedger({ commands, events: temporary.log, declared, rows: shown });
  // Nothing is handed in here, so that no evidence is looked at.
  const evidence = undefined as never;
  const tasks = new TaskDesk({ commands, declared, rows, shown, evidence, baseCommit: () => null });
  const heartbeats = { latest: () => new Map() };
  const parts = { configuration, commands, rows, heartbeats, tasks, log, time };
  return { ...buildCoordination(parts), commands, configuration, declared, shown, ledger, tasks };
}

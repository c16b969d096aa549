import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { MessageDesk } from '../../../../server/infrastructure/agents/messages/messageDesk.ts';
import { messageSubject } from '../../../../server/infrastructure/agents/messages/messageSubject.ts';
import { Messaging } from '../../../../server/infrastructure/agents/messages/messaging.ts';
import { ConfigurationFile } from '../../../../server/infrastructure/configuration/configurationFile.ts';
import type { LoggedCommandStore } from '../../../../server/infrastructure/events/commandStore.ts';
import { MemoryRowStore } from '../../../../server/infrastructure/rows/memoryRowStore.ts';
import type { Message, SendMessage } from '../../../../server/protocol/messages.ts';
import { agentRow } from '../../../agentRow.ts';
import { TemporaryLog } from '../../events/temporaryLog.ts';

const logger = pino({ level: 'silent' });

/** Messages on a real log and real files, of a repository with three agents. */
export class MessageGround {
  readonly temporary: TemporaryLog;
  readonly folder: string;
  readonly rows = new MemoryRowStore();
  #commands: LoggedCommandStore;
  #messaging: Messaging;
  #configuration: ConfigurationFile;

  private constructor(
    folder: string,
    parts: { commands: LoggedCommandStore; configuration: ConfigurationFile; temporary: TemporaryLog },
  ) {
    this.folder = folder;
    this.temporary = parts.temporary;
    this.#commands = parts.commands;
    this.#configuration = parts.configuration;
    this.#messaging = this.#make();
  }

  static async start(configuration: unknown = {}): Promise<MessageGround> {
    const folder = await mkdtemp(path.join(tmpdir(), 'swarm-messages-'));
    await writeFile(path.join(folder, 'swarm.json'), JSON.stringify(configuration));
    for (const agent of ['Agent-1', 'Agent-2'])
      await mkdir(path.join(folder, 'agent_workspaces', agent), { recursive: true });
    const temporary = new TemporaryLog();
    const ground = new MessageGround(folder, {
      temporary,
      commands: await temporary.store(),
      configuration: await ConfigurationFile.open(folder, () => {}),
    });
    ground.showAgents();
    await ground.#messaging.start();
    await ground.#messaging.read;
    return ground;
  }

  get desk(): MessageDesk {
    return this.#messaging.desk;
  }

  showAgents(): void {
    for (const [id, team, role] of [
      ['Agent-1', 'realtime', 'Tester'],
      ['Agent-2', 'realtime', 'builder'],
    ] as const)
      this.rows.set('agents', id, agentRow(id, { team, role, file: `agent_workspaces/${id}/status.json` }));
    this.rows.set('agents', 'Agent-3', agentRow('Agent-3'));
  }

  /** Sends a message as its client would, under a key where one is given. */
  send(request: Partial<SendMessage> & Pick<SendMessage, 'to'>, key?: string): Promise<Message> {
    const whole = { priority: 'normal', subject: 'Hello', text: '', ...request } as const;
    const idempotency = key === undefined ? {} : { idempotency: { key, requestHash: JSON.stringify(whole) } };
    return this.desk.send(whole, { actor: 'ada', ...idempotency });
  }

  acknowledge(id: string, agent: string): Promise<Message> {
    return this.desk.acknowledge(id, { agent }, { actor: agent });
  }

  /** Subjects of what an agent has not read. */
  unread(agent: string): string[] {
    return this.desk.read({ agent, state: 'unread', limit: 100 }).map(({ subject }) => subject);
  }

  /** Waits until something is so, looking again whenever a message changes. */
  async until(condition: () => boolean): Promise<void> {
    const met = Promise.withResolvers<void>();
    const end = this.desk.onChanged(() => {
      if (condition()) met.resolve();
    });
    if (!condition()) await met.promise;
    end();
  }

  /** Waits until a message was written into inboxes. */
  async written(id: string): Promise<void> {
    const met = Promise.withResolvers<void>();
    const isWritten = () => this.#commands.get(messageSubject, id).state.written.length > 0;
    const end = this.#commands.onCommitted(() => {
      if (isWritten()) met.resolve();
    });
    if (!isWritten()) await met.promise;
    end();
  }

  async write(file: string, text: string): Promise<void> {
    const target = path.join(this.folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }

  async restart(): Promise<void> {
    await this.#stop();
    await this.temporary.reopen();
    this.#commands = await this.temporary.store();
    this.#configuration = await ConfigurationFile.open(this.folder, () => {});
    this.#messaging = this.#make();
    await this.#messaging.start();
    await this.#messaging.read;
  }

  async close(): Promise<void> {
    await this.#stop();
    await this.temporary[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }

  #make(): Messaging {
    return new Messaging({
      workTree: this.folder,
      configuration: this.#configuration,
      commands: this.#commands,
      rows: this.rows,
      log: logger,
    });
  }

  async #stop(): Promise<void> {
    await this.#messaging.close();
    this.#configuration.close();
    await this.#commands.close();
  }
}

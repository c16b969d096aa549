import { createHash, randomBytes } from 'node:crypto';
import type { SwarmEvent } from '../../../protocol/events.ts';
import type { AcknowledgeMessage, Message, MessagesQuery, SendMessage } from '../../../protocol/messages.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandMeta, CommandStore } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import type { Member } from './address.ts';
import { decideAcknowledge, decideSend } from './decideMessage.ts';
import type { HeldMessage } from './inboxFile.ts';
import { Mailboxes } from './mailboxes.ts';
import { messageRow, messageSubject } from './messageSubject.ts';

export interface MessageDeskParts {
  readonly configuration: Pick<ConfigurationFile, 'current'>;
  readonly commands: CommandStore;
  readonly rows: Pick<RowStore, 'get'>;
  readonly now?: () => number;
}

/** Takes messages, gives them to those they are for, and notes who has read them. */
export class MessageDesk {
  readonly #parts: MessageDeskParts;
  readonly #boxes = new Mailboxes();
  readonly #listeners = new Set<(message: Message, reader?: string) => void>();
  /** What files hold, by inbox or queue and then by id. */
  readonly #held = new Map<string, ReadonlyMap<string, HeldMessage>>();
  readonly #heldById = new Map<string, HeldMessage>();
  readonly #now: () => number;
  readonly #unsubscribe: () => void;

  constructor(parts: MessageDeskParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
    for (const id of parts.commands.all(messageSubject).keys()) this.#put(id);
    this.#unsubscribe = parts.commands.onCommitted((event) => this.#onEvent(event));
  }

  /**
   * Sends a message; sent again under the same idempotency key it is the same one.
   * @throws {Refusal} `not-found`, `not-allowed`
   */
  async send(request: SendMessage, meta: CommandMeta): Promise<Message> {
    const { configuration, commands, rows } = this.#parts;
    const id = idFor(meta);
    const facts = {
      now: this.#now(),
      isAgent: (agent: string) => rows.get('agents', agent) !== undefined,
      isTeam: (team: string) => Object.hasOwn(configuration.current.teams, team),
    };
    await commands.execute(messageSubject, id, (state) => decideSend(state, request, meta, facts), meta);
    return this.#shown(id);
  }

  /**
   * Notes that an agent has read a message.
   * @throws {Refusal} `not-found`, `not-allowed`
   */
  async acknowledge(id: string, { agent }: AcknowledgeMessage, meta: CommandMeta): Promise<Message> {
    const to = this.#boxes.get(id)?.to;
    const reader = this.#member(agent);
    await this.#parts.commands.execute(
      messageSubject,
      id,
      (state) => decideAcknowledge(state, id, to, reader),
      meta,
    );
    return this.#shown(id);
  }

  /** The messages asked for. */
  read(query: MessagesQuery): Message[] {
    const reader = query.agent === undefined ? undefined : this.#member(query.agent);
    return this.#boxes.find(query, reader, this.#now());
  }

  /** Number of messages that an agent has to read. */
  unreadOf(reader: Member): number {
    return this.#boxes.unreadOf(reader, this.#now());
  }

  /** Takes the messages that an inbox or a queue holds now in the place of those it held before. */
  hold(key: string, messages: readonly HeldMessage[]): void {
    const before = this.#held.get(key) ?? new Map<string, HeldMessage>();
    const after = new Map(
      messages.filter((held) => !this.#isOurs(held)).map((held) => [held.message.id, held] as const),
    );
    this.#held.set(key, after);
    for (const [id, { message }] of before)
      if (!after.has(id)) {
        this.#heldById.delete(id);
        this.#boxes.remove(id);
        this.#tell({ ...message, acknowledged: [] });
      }
    for (const [id, held] of after) {
      if (before.get(id)?.settled === held.settled) continue;
      this.#heldById.set(id, held);
      this.#putHeld(held);
      this.#tell(this.#shown(id));
    }
  }

  /**
   * Calls the listener with every message that is new or gone, or was read: then also with who has read it. Returns the
   * function that ends it.
   */
  onChanged(listener: (message: Message, reader?: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#unsubscribe();
  }

  #onEvent({ stream, type, data }: SwarmEvent): void {
    if (type !== 'message.sent' && type !== 'message.acknowledged') return;
    const id = stream.slice(messageSubject.name.length + 1);
    this.#put(id);
    const message = this.#boxes.get(id);
    if (message) this.#tell(message, typeof data['agent'] === 'string' ? data['agent'] : undefined);
  }

  #tell(message: Message, reader?: string): void {
    for (const listener of this.#listeners) listener(message, reader);
  }

  /** Whether it is a message of the log, which we wrote into the inbox ourselves. */
  #isOurs({ ownId }: HeldMessage): boolean {
    return ownId !== undefined && this.#parts.commands.get(messageSubject, ownId).state.sent !== undefined;
  }

  #putHeld({ message, settled }: HeldMessage): void {
    const { acknowledged } = this.#parts.commands.get(messageSubject, message.id).state;
    this.#boxes.put({ message: { ...message, acknowledged: [...acknowledged] }, seq: 0, settled });
  }

  #put(id: string): void {
    const { state } = this.#parts.commands.get(messageSubject, id);
    if (state.sent)
      this.#boxes.put({ message: messageRow(id, state, state.sent), seq: state.sent.seq, settled: false });
    const held = this.#heldById.get(id);
    if (held) this.#putHeld(held);
  }

  #member(id: string): Member {
    const { role = null, team = null } = this.#parts.rows.get('agents', id) ?? {};
    return { id, role, team };
  }

  #shown(id: string): Message {
    const message = this.#boxes.get(id);
    if (message === undefined) throw new Refusal('not-found', `There is no message ${id}.`);
    return message;
  }
}

/** A request that is sent again under its key is about the same message. */
function idFor({ idempotency }: CommandMeta): string {
  const source = idempotency === undefined ? randomBytes(16) : idempotency.key;
  return `m-${createHash('sha256').update(source).digest('hex').slice(0, 16)}`;
}

import type { Message, MessagePriority, MessagesQuery } from '../../protocol/messages.ts';
import { addressKey, addressKeysOf, isAddressedTo, type Member } from './address.ts';

/** A message in its box. */
export interface FiledMessage {
  readonly message: Message;
  /** Place among those sent in the same millisecond. */
  readonly seq: number;
  /** Whether whoever keeps the file says that it is done with: it is shown and counts as read. */
  readonly settled: boolean;
}

interface BoxEntry extends FiledMessage {
  readonly readers: ReadonlySet<string>;
}

const rank: Readonly<Record<MessagePriority, number>> = { urgent: 0, high: 1, normal: 2, low: 3 };

/** All messages, found by whom they are for: what is unread by an agent costs what lies in its own boxes. */
export class Mailboxes {
  readonly #all = new Map<string, BoxEntry>();
  /** By address, those that somebody may still have to read. */
  readonly #open = new Map<string, Map<string, BoxEntry>>();

  /** Puts a message in its box, or its newer state in the place of the older one. */
  put(filed: FiledMessage): void {
    const { id, to, acknowledged } = filed.message;
    const entry = { ...filed, readers: new Set(acknowledged.map(({ agent }) => agent)) };
    this.#all.set(id, entry);
    if (isOver(entry)) this.#closeEntry(entry);
    else this.#box(addressKey(to)).set(id, entry);
  }

  remove(id: string): void {
    const entry = this.#all.get(id);
    if (entry === undefined) return;
    this.#all.delete(id);
    this.#closeEntry(entry);
  }

  get(id: string): Message | undefined {
    return this.#all.get(id)?.message;
  }

  /** Number of messages that the agent has to read. */
  unreadOf(reader: Member, now: number): number {
    return this.#unreadBy(reader, now).length;
  }

  /** The messages asked for: unread ones most urgent first, others the newest, each in the order they were sent. */
  find({ state, limit }: MessagesQuery, reader: Member | undefined, now: number): Message[] {
    if (state === 'unread') {
      const unread = reader ? this.#unreadBy(reader, now) : this.#unreadByAll(now);
      return unread.sort(byUrgency).slice(0, limit).map(messageOf);
    }
    const wanted = [...this.#all.values()].filter(
      (entry) => isFor(entry, reader) && (state === 'all' || isReadBy(entry, reader)),
    );
    return wanted.sort(bySending).slice(-limit).map(messageOf);
  }

  #unreadBy(reader: Member, now: number): BoxEntry[] {
    const unread: BoxEntry[] = [];
    for (const key of addressKeysOf(reader))
      for (const entry of this.#open.get(key)?.values() ?? [])
        if (!entry.readers.has(reader.id) && !this.#expired(entry, now)) unread.push(entry);
    return unread;
  }

  #unreadByAll(now: number): BoxEntry[] {
    const open = [...this.#open.values()].flatMap((box) => [...box.values()]);
    return open.filter((entry) => entry.readers.size === 0 && !this.#expired(entry, now));
  }

  /** What has expired is for nobody any more, so it leaves its box. */
  #expired(entry: BoxEntry, now: number): boolean {
    const { expiresAt } = entry.message;
    if (expiresAt === null || Date.parse(expiresAt) > now) return false;
    this.#closeEntry(entry);
    return true;
  }

  #closeEntry({ message: { id, to } }: BoxEntry): void {
    const key = addressKey(to);
    const box = this.#open.get(key);
    box?.delete(id);
    if (box?.size === 0) this.#open.delete(key);
  }

  #box(key: string): Map<string, BoxEntry> {
    const present = this.#open.get(key);
    if (present) return present;
    const box = new Map<string, BoxEntry>();
    this.#open.set(key, box);
    return box;
  }
}

/** Whether nobody can have to read it any more. */
function isOver({ settled, message, readers }: BoxEntry): boolean {
  return settled || ('agent' in message.to && readers.has(message.to.agent));
}

function isFor({ message }: BoxEntry, reader: Member | undefined): boolean {
  return reader === undefined || isAddressedTo(message.to, reader);
}

function isReadBy({ settled, readers }: BoxEntry, reader: Member | undefined): boolean {
  return settled || (reader === undefined ? readers.size > 0 : readers.has(reader.id));
}

function byUrgency(one: BoxEntry, other: BoxEntry): number {
  return rank[one.message.priority] - rank[other.message.priority] || bySending(one, other);
}

function bySending(one: BoxEntry, other: BoxEntry): number {
  const [first, second] = [one.message.sentAt, other.message.sentAt];
  if (first !== second) return first < second ? -1 : 1;
  return one.seq - other.seq;
}

function messageOf({ message }: BoxEntry): Message {
  return message;
}

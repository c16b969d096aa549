import type { Message, MessagesQuery } from '../../../protocol/messages.ts';
import { priorityRank } from '../../../protocol/priority.ts';
import { addressKey, addressKeysOf, type Member } from './address.ts';

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

/** What has one address. */
interface Box {
  readonly all: Map<string, BoxEntry>;
  /** Those that somebody may still have to read. */
  readonly open: Map<string, BoxEntry>;
}

/** All messages, found by whom they are for: what is asked of one agent costs what lies in its own boxes. */
export class Mailboxes {
  readonly #all = new Map<string, BoxEntry>();
  readonly #boxes = new Map<string, Box>();

  /** Puts a message in its box, or its newer state in the place of the older one. */
  put(filed: FiledMessage): void {
    const { id, to, acknowledged } = filed.message;
    const entry = { ...filed, readers: new Set(acknowledged.map(({ agent }) => agent)) };
    this.#all.set(id, entry);
    const box = this.#box(addressKey(to));
    box.all.set(id, entry);
    if (isOver(entry)) box.open.delete(id);
    else box.open.set(id, entry);
  }

  remove(id: string): void {
    const entry = this.#all.get(id);
    if (entry === undefined) return;
    const key = addressKey(entry.message.to);
    this.#all.delete(id);
    const box = this.#box(key);
    box.open.delete(id);
    box.all.delete(id);
    if (box.all.size === 0) this.#boxes.delete(key);
  }

  get(id: string): Message | undefined {
    return this.#all.get(id)?.message;
  }

  /** Number of messages that the agent has to read. */
  unreadOf(reader: Member, now: number): number {
    return this.#unread(reader, now).length;
  }

  /** The messages asked for: unread ones most urgent first, others the newest, each in the order they were sent. */
  find({ state, limit }: MessagesQuery, reader: Member | undefined, now: number): Message[] {
    if (state === 'unread') return this.#unread(reader, now).sort(byUrgency).slice(0, limit).map(messageOf);
    const entries = this.#boxesOf(reader).flatMap(({ all }) => [...all.values()]);
    const wanted = state === 'all' ? entries : entries.filter((entry) => isReadBy(entry, reader));
    return wanted.sort(bySending).slice(-limit).map(messageOf);
  }

  #unread(reader: Member | undefined, now: number): BoxEntry[] {
    return this.#boxesOf(reader).flatMap((box) =>
      [...box.open.values()].filter((entry) => !isReadBy(entry, reader) && !hasExpired(box, entry, now)),
    );
  }

  /** The boxes whose messages reach an agent; without one all of them. */
  #boxesOf(reader: Member | undefined): Box[] {
    if (reader === undefined) return [...this.#boxes.values()];
    return addressKeysOf(reader).flatMap((key) => this.#boxes.get(key) ?? []);
  }

  #box(key: string): Box {
    const present = this.#boxes.get(key);
    if (present) return present;
    const box = { all: new Map(), open: new Map() };
    this.#boxes.set(key, box);
    return box;
  }
}

/** What has expired is for nobody any more, so it is open no more. */
function hasExpired({ open }: Box, { message: { id, expiresAt } }: BoxEntry, now: number): boolean {
  if (expiresAt === null || Date.parse(expiresAt) > now) return false;
  open.delete(id);
  return true;
}

/** Whether nobody can have to read it any more. */
function isOver({ settled, message, readers }: BoxEntry): boolean {
  return settled || ('agent' in message.to && readers.has(message.to.agent));
}

function isReadBy({ settled, readers }: BoxEntry, reader: Member | undefined): boolean {
  return settled || (reader === undefined ? readers.size > 0 : readers.has(reader.id));
}

function byUrgency(one: BoxEntry, other: BoxEntry): number {
  return priorityRank[one.message.priority] - priorityRank[other.message.priority] || bySending(one, other);
}

function bySending(one: BoxEntry, other: BoxEntry): number {
  const [first, second] = [one.message.sentAt, other.message.sentAt];
  if (first !== second) return first < second ? -1 : 1;
  return one.seq - other.seq;
}

function messageOf({ message }: BoxEntry): Message {
  return message;
}

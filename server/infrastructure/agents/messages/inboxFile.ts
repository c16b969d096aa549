import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseStatusTimestamp } from '../../../analysis/agentStatus/statusTimestamp.ts';
import type { Message } from '../../../protocol/messages.ts';
import { inLines, oneLine } from './printable.ts';
import { spokenPriority } from './spokenPriority.ts';

/** A message as a file of the repository holds it: who has read it is not in there. */
export interface HeldMessage {
  readonly message: Omit<Message, 'acknowledged'>;
  /** The id that its writer gave it: one of ours where we wrote the file. */
  readonly ownId: string | undefined;
  /** Whether whoever keeps the file says that it is done with. */
  readonly settled: boolean;
}

/** Where a file lies and when it was written. */
export interface InboxPlace {
  /** Path relative to the repository. */
  readonly file: string;
  /** The agent whose inbox it lies in. */
  readonly agent: string;
  readonly modifiedAt: Date;
}

/** Letters start with their head; what stands further down is what is said. */
const headLines = 40;
const longestText = 10_000;
/** Clocks of one machine differ by nothing, but a moment passes between words and writing. */
const toleranceMilliseconds = 60_000;

/** `**From**: Agent-4`, `**From:** Agent-4`, `- From: Agent-4`. */
const headLine =
  /^[ \t]{0,8}(?:[-*>][ \t]{1,8})?[*_]{0,3}(from|to|priority|message[ _-]?id|timestamp|date|subject|type)[*_]{0,3}[ \t]{0,8}:[*_]{0,3}[ \t]{0,8}(\S.{0,1000})$/i;

interface Letter {
  readonly head: ReadonlyMap<string, string>;
  readonly title: string | undefined;
  readonly body: string;
}

/** The message that a Markdown file of an inbox is: whatever it contains. What it says is text and stays text. */
export function readInboxFile(text: string, place: InboxPlace): HeldMessage {
  const { head, title, body } = takeApart(text);
  const { sentAt, problem } = judgeTime(head.get('timestamp') ?? head.get('date'), place.modifiedAt);
  const ownId = oneLine(head.get('message id') ?? '', 100);
  const [firstLine = ''] = body.trimStart().split('\n', 1);
  const message = {
    id: heldId(`${place.file}\n${text}`),
    from: oneLine(plainWords(head.get('from') ?? ''), 100) ?? 'unknown',
    to: { agent: place.agent },
    priority: spokenPriority(head.get('priority')),
    subject:
      oneLine(plainWords(head.get('subject') ?? title ?? (head.size > 0 ? firstLine : '')), 200) ??
      path.posix.basename(place.file),
    text: inLines(body, longestText),
    sentAt: sentAt.toISOString(),
    expiresAt: null,
    source: `${place.file}:1`,
    problem,
  };
  return { message, ownId, settled: false };
}

/** The id of a message that a file holds: the same while it says the same in the same place. */
export function heldId(content: string): string {
  return `f-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}

function takeApart(text: string): Letter {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const letter = new LetterHead();
  const next = lines.slice(0, headLines).findIndex((line) => !letter.take(line.slice(0, 1200)));
  const taken = next === -1 ? Math.min(lines.length, headLines) : next;
  const body = [...letter.said, ...lines.slice(taken)].join('\n');
  return {
    head: letter.head,
    title: letter.title,
    body: body.replace(/^\s*(?:-{3,}|\*{3,})[ \t]*(?=\n|$)/, ''),
  };
}

/** `**Tags**: coordination`: belongs to a head, and says nothing that is asked for. */
const otherField = /^[ \t]{0,8}[*_]{0,3}[A-Za-z][A-Za-z ]{0,30}[*_]{0,3}:[*_]{0,3} \S/;
const arrow = /^\[[A-Z0-9]{2,6}\] {0,3}(\S.{0,100}?) {0,3}(?:→|->) {0,3}\S/u;

/** Reads the lines at the beginning of a letter one after the other. */
class LetterHead {
  readonly head = new Map<string, string>();
  /** Lines before the head that are no part of it. */
  readonly said: string[] = [];
  title: string | undefined;

  /** Whether the line is still part of the head; the first one that is not begins what is said. */
  take(line: string): boolean {
    const [, name, value] = headLine.exec(line) ?? [];
    if (name !== undefined && value !== undefined) takeField(this.head, name, value);
    else if (this.head.size > 0) return line.trim() === '' || otherField.test(line);
    else this.#before(line);
    return true;
  }

  #before(line: string): void {
    const heading = /^#{1,6}\s+(.{1,400})/.exec(line)?.[1];
    const sender = arrow.exec(line)?.[1];
    if (sender !== undefined) takeField(this.head, 'from', sender);
    else if (heading !== undefined && this.title === undefined) this.title = heading;
    else this.said.push(line);
  }
}

/** The first one of a name counts. */
function takeField(head: Map<string, string>, name: string, value: string): void {
  const key = name.toLowerCase().replace(/[ _-]?id$/, ' id');
  if (!head.has(key)) head.set(key, value.trim());
}

/** Words without the marks that make them bold. */
function plainWords(text: string): string {
  return text
    .replaceAll(/\*\*|__|`/g, '')
    .replace(/^[#\s]{1,10}/, '')
    .trim();
}

/** A claim counts where the file's own time does not contradict it: nobody writes a letter before its time. */
function judgeTime(claim: string | undefined, modifiedAt: Date): { sentAt: Date; problem: string | null } {
  const sentAt = claim === undefined ? undefined : parseStatusTimestamp(claim.slice(0, 60));
  if (sentAt === undefined) return { sentAt: modifiedAt, problem: null };
  if (sentAt.getTime() - modifiedAt.getTime() <= toleranceMilliseconds) return { sentAt, problem: null };
  const problem = `It says it was sent at ${sentAt.toISOString()}, later than its file was written (${modifiedAt.toISOString()}); the file's own time is used.`;
  return { sentAt: modifiedAt, problem };
}

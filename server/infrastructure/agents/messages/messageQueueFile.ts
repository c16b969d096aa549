import { findNodeAtLocation, getNodeValue, type Node, parseTree } from 'jsonc-parser';
import { parseStatusTimestamp } from '../../../analysis/agentStatus/statusTimestamp.ts';
import { LineTable } from '../../../analysis/text/lineTable.ts';
import { type Address, addressSchema } from '../../../protocol/messages.ts';
import { isTooDeep } from '../../files/jsonProblem.ts';
import { type HeldMessage, heldId } from './inboxFile.ts';
import { inLines, oneLine } from './printable.ts';
import { spokenPriority } from './spokenPriority.ts';

/** Of longer queues the newest entries are read. */
const maximumEntries = 5000;
const longestText = 10_000;

/** Statuses of entries that nobody has to read any more. */
const settledStatus = /^(delivered|acknowledged|read|completed|done|expired|cancell?ed)$/i;

/**
 * The messages of a JSON queue: a list of `{message: {sender, recipient, content, …}, queue_id, status, created_at}`.
 * Damaged text is read as far as it goes; what is no message is left out.
 */
export function readMessageQueue(file: string, text: string, modifiedAt: Date): HeldMessage[] {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (isTooDeep(plain)) return [];
  const root = parseTree(plain);
  if (root?.type !== 'array') return [];
  const table = new LineTable(plain);
  return (root.children ?? []).slice(-maximumEntries).flatMap((node) => {
    const held = readEntry(node, { file, line: table.lineAt(node.offset), modifiedAt });
    return held === undefined ? [] : [held];
  });
}

interface EntryPlace {
  readonly file: string;
  readonly line: number;
  readonly modifiedAt: Date;
}

function readEntry(node: Node, { file, line, modifiedAt }: EntryPlace): HeldMessage | undefined {
  const word = (...names: string[]): string => {
    const found = findNodeAtLocation(node, names);
    const value: unknown = found && getNodeValue(found);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const content = inLines(word('message', 'content'), longestText);
  const to = addressOf(word('message', 'recipient'));
  if (content === '' || to === undefined) return undefined;
  const created = parseStatusTimestamp(word('created_at').slice(0, 60)) ?? modifiedAt;
  const sentAt = created.getTime() > modifiedAt.getTime() ? modifiedAt : created;
  const queueId = oneLine(word('queue_id'), 100);
  const message = {
    id: heldId(`${file}\n${queueId ?? line}\n${content}`),
    from: oneLine(word('message', 'sender'), 100) ?? 'unknown',
    to,
    priority: spokenPriority(word('message', 'priority')),
    subject: oneLine(content.split('\n', 1)[0] ?? '', 200) ?? 'message',
    text: content,
    sentAt: sentAt.toISOString(),
    expiresAt: null,
    source: `${file}:${line}`,
    problem: null,
  };
  return { message, ownId: queueId, settled: settledStatus.test(word('status')) };
}

/** `Agent-3`, `all`, `All Agents`; undefined where it is neither. */
function addressOf(recipient: string): Address | undefined {
  const words = recipient.trim();
  if (/^(all|everyone|broadcast|swarm)([ _-]agents)?$/i.test(words)) return { all: true };
  const parsed = addressSchema.safeParse({ agent: words });
  return parsed.success ? parsed.data : undefined;
}

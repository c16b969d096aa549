import type { Address, Message } from '../../../protocol/messages.ts';
import { type Column, plain } from '../../table.ts';

/** A message as a line of a list. */
export const messageColumns: readonly Column<Message>[] = [
  { title: 'MESSAGE', text: ({ id }) => id },
  { title: 'SENT', text: ({ sentAt }) => sentAt },
  { title: 'PRIORITY', text: ({ priority }) => priority },
  { title: 'FROM', text: ({ from }) => from },
  { title: 'TO', text: ({ to }) => addressWord(to) },
  { title: 'READ BY', text: ({ acknowledged }) => acknowledged.map(({ agent }) => agent).join(', ') || '-' },
  { title: 'SUBJECT', text: ({ subject }) => subject },
];

/** A whole message for people. */
export function messageText({ id, from, to, priority, subject, text, sentAt, source }: Message): string {
  const head = `${id}  ${priority}  from ${from} to ${addressWord(to)}  ${sentAt}${source === 'api' ? '' : `  ${source}`}`;
  const body = text === '' ? [] : text.split('\n').map((line) => `  ${plain(line)}`);
  return `${[plain(head), plain(subject), ...body].join('\n')}\n\n`;
}

/** An address as it is typed: `Agent-3`, `role:tester`, `team:realtime`, `all`. */
function addressWord(to: Address): string {
  if ('agent' in to) return to.agent;
  if ('role' in to) return `role:${to.role}`;
  return 'team' in to ? `team:${to.team}` : 'all';
}

/** The address of a word that was typed. */
export function addressOf(word: string): Address {
  const [kind, name] = /^(role|team):(.+)$/s.exec(word)?.slice(1) ?? [];
  if (kind === 'role' && name !== undefined) return { role: name };
  if (kind === 'team' && name !== undefined) return { team: name };
  return word === 'all' ? { all: true } : { agent: word };
}

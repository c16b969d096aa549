import { l10n } from 'vscode';
import type { Message } from '../../../server/protocol/messages.ts';
import { code, fenced } from '../branches/markdownText.ts';
import { addressText } from './addressText.ts';

/** The messages for an agent as Markdown, unread ones first. What is said stands in code alone: it is text. */
export function inboxText(agent: string, messages: readonly Message[], now: number): string {
  const isRead = ({ acknowledged }: Message) => acknowledged.some((one) => one.agent === agent);
  const isOver = ({ expiresAt }: Message) => expiresAt !== null && Date.parse(expiresAt) <= now;
  const unread = messages.filter((message) => !isRead(message) && !isOver(message));
  const rest = messages.filter((message) => !unread.includes(message));
  const lines = [
    `# ${l10n.t('Inbox of {0}', code(agent))}`,
    unread.length === 0
      ? l10n.t('There is nothing unread.')
      : l10n.t('{0} unread. "Acknowledge Messages" marks them as read.', unread.length),
    ...unread.flatMap((message) => messageLines(message, agent)),
    ...(rest.length === 0 ? [] : [`# ${l10n.t('Read, or over')}`]),
    ...rest.flatMap((message) => messageLines(message, agent)),
  ];
  return `${lines.join('\n\n')}\n`;
}

function messageLines(message: Message, agent: string): string[] {
  const { from, to, priority, subject, text, sentAt, source, problem, acknowledged } = message;
  const read = acknowledged.find((one) => one.agent === agent);
  const facts = [
    l10n.t('From {0} to {1}', code(from), code(addressText(to))),
    time(sentAt),
    ...(priority === 'normal' ? [] : [`**${priority}**`]),
    ...(message.expiresAt === null ? [] : [l10n.t('until {0}', time(message.expiresAt))]),
    ...(read ? [l10n.t('read {0}', time(read.time))] : []),
    ...(source === 'api' ? [] : [code(source)]),
  ];
  return [
    `## ${code(subject)}`,
    facts.join(' · '),
    ...(problem === null ? [] : [fenced(problem)]),
    ...(text.trim() === '' ? [] : [fenced(text)]),
  ];
}

function time(timestamp: string): string {
  return new Date(timestamp).toLocaleString();
}

import type { Message } from '../../../protocol/messages.ts';
import { addressText } from './address.ts';

/** A message as a Markdown file of an inbox, in the shape that real inboxes have. */
export function inboxText(message: Message): string {
  const { id, from, to, priority, subject, text, sentAt } = message;
  const head = [
    `# ${subject}`,
    '',
    `**From**: ${from}`,
    `**To**: ${addressText(to)}`,
    `**Priority**: ${priority}`,
    `**Message ID**: ${id}`,
    `**Timestamp**: ${sentAt}`,
    '',
    '---',
    '',
  ];
  return `${head.join('\n')}${text === '' ? '' : `${text}\n`}`;
}

/** Name of the file: in the order of sending, and no word of the message in it. */
export function inboxFileName({ id, sentAt }: Pick<Message, 'id' | 'sentAt'>): string {
  return `${sentAt.replaceAll(/[-:]|\.\d+/g, '')}_${id}.md`;
}

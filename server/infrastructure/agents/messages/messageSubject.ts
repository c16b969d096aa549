import { addressSchema, type Message } from '../../../protocol/messages.ts';
import { prioritySchema } from '../../../protocol/priority.ts';
import type { EventDraft, Subject } from '../../events/subject.ts';

/** What was sent, as the log has it. */
export interface SentMessage extends Omit<Message, 'id' | 'acknowledged' | 'problem'> {
  /** Position in the log: messages are in the order in which they were sent. */
  readonly seq: number;
}

/** A message and what became of it. One that a file holds was never sent through the API, but can be acknowledged. */
export interface MessageState {
  readonly sent: SentMessage | undefined;
  readonly acknowledged: Message['acknowledged'];
  /** Agents into whose inbox folder it was written. */
  readonly written: readonly string[];
}

export function messageSent(
  message: Pick<SentMessage, 'from' | 'to' | 'priority' | 'subject' | 'text' | 'expiresAt'>,
): EventDraft {
  const { from, to, priority, subject, text, expiresAt } = message;
  return { type: 'message.sent', data: { from, to, priority, subject, text, expiresAt } };
}

export function messageAcknowledged(agent: string): EventDraft {
  return { type: 'message.acknowledged', data: { agent } };
}

export function messageWritten(agents: readonly string[]): EventDraft {
  return { type: 'message.written', data: { agents } };
}

/** Streams `message/<id>`. */
export const messageSubject: Subject<MessageState> = {
  name: 'message',
  initial: { sent: undefined, acknowledged: [], written: [] },
  evolve(state, { type, data, seq, time }) {
    if (type === 'message.sent') return { ...state, sent: sentMessage(data, seq, time) };
    if (type === 'message.acknowledged') {
      const acknowledged = [...state.acknowledged, { agent: String(data['agent']), time }];
      return { ...state, acknowledged };
    }
    if (type !== 'message.written' || !Array.isArray(data['agents'])) return state;
    return { ...state, written: [...state.written, ...data['agents'].map(String)] };
  },
};

function sentMessage(data: Record<string, unknown>, seq: number, time: string): SentMessage {
  const to = addressSchema.safeParse(data['to']);
  const priority = prioritySchema.safeParse(data['priority']);
  return {
    seq,
    from: String(data['from']),
    to: to.success ? to.data : { all: true },
    priority: priority.success ? priority.data : 'normal',
    subject: String(data['subject']),
    text: String(data['text']),
    sentAt: time,
    expiresAt: typeof data['expiresAt'] === 'string' ? data['expiresAt'] : null,
    source: 'api',
  };
}

/** A sent message as the API shows it. */
export function messageRow(
  id: string,
  { acknowledged }: MessageState,
  { seq, ...sent }: SentMessage,
): Message {
  return { id, ...sent, acknowledged: [...acknowledged], problem: null };
}

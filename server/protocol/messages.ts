import * as z from 'zod';
import { actorName, identifier, plainName, timestamp } from './names.ts';
import { prioritySchema } from './priority.ts';

/** A role as agents name it: free, but short and on one line. */
export const roleName = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u,
    'use letters, digits, blanks and . _ -, at most 64, starting with a letter or digit',
  );

/** Whom a message is for: one agent, everyone with a role, the members of a team, or all agents. */
export const addressSchema = z.union(
  [
    z.strictObject({ agent: identifier }),
    z.strictObject({ role: roleName }),
    z.strictObject({ team: plainName }),
    z.strictObject({ all: z.literal(true) }),
  ],
  { error: 'use one of { "agent": … }, { "role": … }, { "team": … } and { "all": true }' },
);
export type Address = z.infer<typeof addressSchema>;

/** One line a person or an agent wrote. */
const subject = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text), 'control characters are not allowed');

/** What is said, in lines: shown as text, never interpreted. */
const text = z
  .string()
  .max(10_000)
  .overwrite((value) => value.replaceAll('\r\n', '\n'))
  .refine((value) => !/[^\P{Cc}\n\t]/u.test(value), 'no control characters but line breaks and tabs');

export const messageSchema = z.object({
  id: identifier,
  from: z.string(),
  to: addressSchema,
  priority: prioritySchema,
  subject: z.string(),
  text: z.string(),
  sentAt: timestamp,
  /** From then on it is for nobody any more; null where it stays until it is acknowledged. */
  expiresAt: timestamp.nullable(),
  /** `api`, or the place in the repository it was read from: `agent_workspaces/Agent-1/inbox/hello.md:1`. */
  source: z.string(),
  /** Who has read it, and when. */
  acknowledged: z.array(z.object({ agent: identifier, time: timestamp })),
  /** What is odd about a message read from a file: a sentence; null where it reads well. */
  problem: z.string().nullable(),
});
export type Message = z.infer<typeof messageSchema>;

export const sendMessageSchema = z.strictObject({
  to: addressSchema,
  /** Without it whoever acts is the sender. */
  from: actorName.optional(),
  priority: prioritySchema.default('normal'),
  subject,
  text: text.default(''),
  /** Seconds until it is for nobody any more (default: 7 days to a role, a team or all, none to one agent). */
  expiresInSeconds: z.int().min(1).max(31_536_000).optional(),
});
export type SendMessage = z.output<typeof sendMessageSchema>;

export const acknowledgeMessageSchema = z.strictObject({ agent: identifier });
export type AcknowledgeMessage = z.infer<typeof acknowledgeMessageSchema>;

export const messagesQuery = z.object({
  /** Only what is for this agent: by name, its role, its team, or to all. */
  agent: identifier.optional(),
  /** `unread`: not acknowledged by the agent (without one: by nobody), and not expired. */
  state: z.enum(['unread', 'acknowledged', 'all']).default('all'),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export type MessagesQuery = z.output<typeof messagesQuery>;

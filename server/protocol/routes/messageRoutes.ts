import * as z from 'zod';
import { acknowledgeMessageSchema, messageSchema, messagesQuery, sendMessageSchema } from '../messages.ts';
import { identifier } from '../names.ts';
import { get, none, post } from './route.ts';

/** Operations on messages between agents and people. */
export const messageRoutes = {
  readMessages: get(
    '/v1/messages',
    'Messages: the unread ones most urgent first, else the newest, in the order they were sent',
    z.array(messageSchema),
    messagesQuery,
  ),
  sendMessage: post({
    path: '/v1/messages',
    summary: 'Send a message to an agent, a role, a team or all; under one idempotency key it arrives once',
    params: none,
    body: sendMessageSchema,
    reply: messageSchema,
    status: 201,
    role: 'agent',
  }),
  acknowledgeMessage: post({
    path: '/v1/messages/:message/acknowledge',
    summary: 'Tell that an agent has read a message that is for it; telling it again changes nothing',
    params: z.object({ message: identifier }),
    body: acknowledgeMessageSchema,
    reply: messageSchema,
    role: 'agent',
  }),
} as const;

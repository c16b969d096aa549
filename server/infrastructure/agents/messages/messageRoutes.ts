import type { messageRoutes as routeTable } from '../../../protocol/routes/messageRoutes.ts';
import type { Handlers } from '../../http/handlers.ts';
import type { MessageDesk } from './messageDesk.ts';

/** The routes of messages. */
export function messageRoutes(desk: MessageDesk): Pick<Handlers, keyof typeof routeTable> {
  return {
    readMessages: ({ query }) => desk.read(query),
    sendMessage: ({ body, meta }) => desk.send(body, meta),
    acknowledgeMessage: ({ params, body, meta }) => desk.acknowledge(params.message, body, meta),
  };
}

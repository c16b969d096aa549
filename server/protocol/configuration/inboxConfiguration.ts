import * as z from 'zod';

/** The part of `agents` in swarm.json that says how messages reach files of the repository. */
export const inboxConfiguration = {
  writeInbox: z.boolean().default(false).meta({
    description: "Whether messages are also written into the agents' inbox folders, as Markdown files.",
  }),
  messageQueues: z
    .array(z.string().min(1).max(300))
    .max(20)
    .default([])
    .meta({
      description:
        'JSON files with queues of messages that are read too, as globs relative to the repository.',
      examples: [['message_queue/queue.json']],
    }),
};

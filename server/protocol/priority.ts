import * as z from 'zod';

/** How soon something is to be done: branches in a queue, tasks and messages alike. */
export const prioritySchema = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.infer<typeof prioritySchema>;

/** Order of being done: the most urgent first. */
export const priorityRank: Readonly<Record<Priority, number>> = { urgent: 0, high: 1, normal: 2, low: 3 };

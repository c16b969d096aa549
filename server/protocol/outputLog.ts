import * as z from 'zod';
import { deploymentState } from './deployments.ts';
import { plainName } from './names.ts';

/** A part of what a program or a command printed. */
export const outputPartSchema = z.object({
  text: z.string(),
  /** Where the next part begins: to be given as `after`. */
  next: z.string(),
  /** Whether there is more already. */
  more: z.boolean(),
  /** Whether lines between this part and the one before are lost: output is bounded. */
  gap: z.boolean(),
  /** Whether whoever prints still runs, so that more may come. */
  open: z.boolean(),
});
export type OutputPart = z.infer<typeof outputPartSchema>;

/** Which part: what follows a position, else the last lines. */
const partQuery = {
  /** `next` of the part before; `start` begins with the first line that is kept. */
  after: z
    .string()
    .regex(/^(start|[0-9a-z]{1,20}-[0-9]{1,15}-[0-9a-f]{8})$/, 'use `next` of the part before, or start')
    .optional(),
  /** How many of the last lines to begin with, where `after` is not given. */
  lines: z.coerce.number().int().min(0).max(10_000).default(200),
  /** Bytes to read at most. */
  limit: z.coerce.number().int().min(1024).max(1_000_000).default(65_536),
};

/** What to read of a slot's output. */
export const slotOutputQuery = z.object({
  of: z.enum(['program', 'build']).default('program'),
  /** Number of the instance whose program it is. */
  instance: z.coerce.number().int().min(0).max(99).default(0),
  ...partQuery,
});

/** What to read of a deployment's output: of one of its steps, or of one of its gates. */
export const deploymentOutputQuery = z.object({
  step: deploymentState.optional(),
  gate: plainName.optional(),
  ...partQuery,
});

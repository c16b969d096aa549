import * as z from 'zod';
import { fileVersionSchema, lineRangeSchema } from './overlaps.ts';

/** Most files a pair names; how many more there are is a number. */
export const maximumFilesOfPair = 1000;

/** Two active branches that would conflict, computed without a work tree. */
export const conflictSchema = z.object({
  /** Both names parted by a blank, which no name has. */
  id: z.string(),
  /** Branches by name, in the order of their names. */
  a: z.string(),
  b: z.string(),
  /** Whether one of them is the base. */
  base: z.boolean(),
  files: z.array(z.string()).max(maximumFilesOfPair),
  /** Conflicting files beyond those named. */
  omitted: z.int().min(0),
});
export type Conflict = z.infer<typeof conflictSchema>;

export const conflictMatrixSchema = z.object({
  /** `computing` while pairs are not compared yet: those may be missing below. */
  state: z.enum(['complete', 'computing']),
  base: z.string().nullable(),
  /** Branches compared with each other, the base included. */
  branches: z.array(z.string()),
  /** How many branches are not compared, and why. */
  leftOut: z.object({ merged: z.int(), inactive: z.int(), overLimit: z.int() }),
  pairs: z.array(conflictSchema),
  /** Pairs that are not compared yet, by the places of both in `branches`. */
  computing: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
  /** Pairs that git cannot merge at all, with its reason. */
  unknown: z.array(z.object({ a: z.string(), b: z.string(), why: z.string() })),
});
export type ConflictMatrix = z.infer<typeof conflictMatrixSchema>;

export const conflictHunksSchema = z.object({
  a: z.string(),
  b: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      /** The file as each side has it; null where that side has none. */
      sides: z.object({ a: fileVersionSchema.nullable(), b: fileVersionSchema.nullable() }),
      /** Lines of each side that conflict; empty where the conflict is about the file itself. */
      hunks: z.array(z.object({ a: lineRangeSchema, b: lineRangeSchema })),
      /** Why there are no hunks, or not all of them; null where all are shown. */
      why: z.string().nullable(),
    }),
  ),
});
export type ConflictHunks = z.infer<typeof conflictHunksSchema>;

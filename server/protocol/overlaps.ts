import * as z from 'zod';
import { objectId, revision } from './names.ts';

/** Lines of a file, from 1; `count` 0 stands before line `start`. */
export const lineRangeSchema = z.object({ start: z.int().min(1), count: z.int().min(0) });
export type LineRange = z.infer<typeof lineRangeSchema>;

/** A file of a commit by its content. */
export const fileVersionSchema = z.object({ path: z.string(), blob: objectId });

/** Most ranges of one branch; how many more there are is a number. */
export const maximumRanges = 500;

/** Which file of which commit is asked about, and which branch is the asker's own. */
export const overlapsQuery = z.object({
  at: revision,
  path: z.string().min(1).max(4096),
  own: z.string().min(1).max(250).optional(),
});

const overlapSchema = z.object({
  branch: z.string(),
  commit: objectId,
  /**
   * What the branch does to the file: edits lines of it, deletes it, adds one of the same name that the commit has not,
   * or changes it as a whole, because it is no text or too large.
   */
  kind: z.enum(['edits', 'deletes', 'adds', 'whole']),
  /** The file as the branch has it; null where it deleted it. */
  there: fileVersionSchema.nullable(),
  /** Whether both sides changed the file since they parted. */
  both: z.boolean(),
  ranges: z.array(
    z.object({
      /** Lines of the file at the commit asked about. */
      here: lineRangeSchema,
      /** What stands in their place on the branch. */
      there: lineRangeSchema,
      /** Whether the side asked about changed these lines, or lines next to them, as well. */
      both: z.boolean(),
    }),
  ),
  /** Ranges beyond those named. */
  omitted: z.int().min(0),
});
export type Overlap = z.infer<typeof overlapSchema>;

export const overlapsSchema = z.object({
  commit: objectId,
  path: z.string(),
  /** Content of the file at the commit; null where it has none. */
  blob: objectId.nullable(),
  branches: z.array(overlapSchema),
});
export type Overlaps = z.infer<typeof overlapsSchema>;

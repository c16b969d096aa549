import * as z from 'zod';
import { objectId } from './names.ts';

/** Most files a comparison names; how many more there are is a number. */
export const maximumComparedFiles = 2000;

const version = z.object({ path: z.string(), blob: objectId });

/** What a branch changed since it left the base. */
export const branchDiffSchema = z.object({
  branch: z.string(),
  base: z.string(),
  /** Last commit that both have; null where they have none in common. */
  from: objectId.nullable(),
  to: objectId,
  files: z.array(
    z.object({
      /** Null where the branch added the file. */
      before: version.nullable(),
      /** Null where the branch deleted it. */
      after: version.nullable(),
    }),
  ),
  /** Changed files beyond those named. */
  omitted: z.int().min(0),
});
export type BranchDiff = z.infer<typeof branchDiffSchema>;

/** Content of a file as git keeps it. */
export const blobSchema = z.object({
  blob: objectId,
  bytes: z.int(),
  /** Null where it is no text, or too large. */
  text: z.string().nullable(),
  /** Why there is no text: a sentence. */
  why: z.string().nullable(),
});
export type Blob = z.infer<typeof blobSchema>;

import * as z from 'zod';
import { checkReportSchema } from './checkReport.ts';
import { relativePath } from './relativePath.ts';
import { none, post } from './routes/route.ts';

/** What a file may have at most to be checked on request, in characters. */
export const maximumCheckedCharacters = 1_000_000;

export const checkFileSchema = z.strictObject({
  path: relativePath.min(1),
  /** Checked in place of what the file has now; the limits are those of the path. */
  text: z.string().max(maximumCheckedCharacters).optional(),
});
export type CheckFile = z.infer<typeof checkFileSchema>;

const findingSchema = checkReportSchema.shape.findings.element.pick({
  rule: true,
  severity: true,
  message: true,
  range: true,
  data: true,
});

export const fileCheckSchema = z.object({
  path: z.string(),
  /** Id of the language; null where no rule is about this kind of file. */
  language: z.string().nullable(),
  /** Physical lines; null where the file was not checked. */
  lines: z.int().nullable(),
  /** The first 200, in order of their place. */
  findings: z.array(findingSchema),
  /** How many there are. */
  total: z.int(),
  /** Why the file was not checked: a sentence; null where it was. */
  skipped: z.string().nullable(),
});
export type FileCheck = z.infer<typeof fileCheckSchema>;

/** Checks that somebody asks for before a commit. */
export const fileCheckRoutes = {
  checkFile: post({
    path: '/v1/files/check',
    summary: 'Check a file, or a text in its place, against the limits for its path and for heavy imports',
    params: none,
    body: checkFileSchema,
    reply: fileCheckSchema,
    role: 'viewer',
  }),
} as const;

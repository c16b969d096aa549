import * as z from 'zod';
import { plainName, revision, timestamp } from './names.ts';
import { relativePath } from './relativePath.ts';

/** Text of a posted report: larger ones are committed, or read by a gate. */
export const maximumReportCharacters = 64_000;

const file = relativePath.max(1000);
/** References that each work tree has for itself, also as git names those of another work tree. */
const ofWorkTree =
  /^(?:(?:main-worktree|worktrees\/[^/]+)\/)?(?:[Hh][Ee][Aa][Dd]|[A-Z_]+_HEAD|refs\/(?:bisect|rewritten|worktree)\/.+)$/;

/** What is checked out differs from work tree to work tree, and a reflog from clone to clone. */
const place = revision.refine(
  (name) => !ofWorkTree.test(name) && !name.includes('@{') && name !== '@',
  'name a branch, a tag or a commit, not what is checked out somewhere',
);
const files = z.array(file).min(1).max(50);

/** Something that shows work to be done, and that the service can look at itself. Without `at` the base branch is meant. */
export const evidenceSpec = z.discriminatedUnion('kind', [
  /** The branch or commit is part of the base: merged, squashed or rebased. */
  z.strictObject({ kind: z.literal('merged'), branch: place, into: place.optional() }),
  /** The commit is on some branch and touches the files; without `files`, those of the task. */
  z.strictObject({ kind: z.literal('commit'), commit: place, files: files.optional() }),
  z.strictObject({
    kind: z.literal('lines'),
    file,
    maximum: z.int().min(0).max(1_000_000),
    at: place.optional(),
  }),
  /** No V2 findings are left in the files; without `rules`, none of any rule. */
  z.strictObject({
    kind: z.literal('v2'),
    files,
    rules: z.array(plainName).min(1).max(50).optional(),
    at: place.optional(),
  }),
  /** A gate of a deployment, or a check of the merge queue, has passed for exactly this commit. */
  z.strictObject({ kind: z.literal('gate'), gate: plainName, at: place.optional() }),
  /** A report in JUnit XML without failures: a file of a commit, or a text. */
  z
    .strictObject({
      kind: z.literal('tests'),
      file: file.optional(),
      at: place.optional(),
      report: z.string().min(1).max(maximumReportCharacters).optional(),
      /** Tests that must have run at least. */
      minimum: z.int().min(1).max(1_000_000).default(1),
    })
    .refine((spec) => (spec.file === undefined) !== (spec.report === undefined), 'give a file or a report'),
]);
export type EvidenceSpec = z.output<typeof evidenceSpec>;
export type EvidenceKind = EvidenceSpec['kind'];

/** `pending` until it is looked at; `unknown` where that was not possible. */
export const evidenceVerdict = z.enum(['pending', 'holds', 'fails', 'unknown']);
export type EvidenceVerdict = z.infer<typeof evidenceVerdict>;

/** Evidence with what the service saw when it looked. */
export const evidenceSchema = z.object({
  /** `accepted`: a person has accepted the work, with a reason. */
  kind: z.enum(['merged', 'commit', 'lines', 'v2', 'gate', 'tests', 'accepted']),
  /** What is claimed, in a few words: `src/core.py has at most 300 lines`. */
  spec: z.string(),
  verdict: evidenceVerdict,
  /** What was seen: a sentence; empty while it is pending. */
  text: z.string(),
  /** When it was looked at last; null while it is pending. */
  time: timestamp.nullable(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

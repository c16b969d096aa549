import * as z from 'zod';

const position = z.object({ line: z.int().min(1), column: z.int().min(1) });

/** What `swarm check --format json` prints. Lines and columns count from 1; columns count UTF-16 units. */
export const checkReportSchema = z.object({
  version: z.literal(1),
  summary: z.object({
    files: z.int(),
    /** Physical lines of all files checked. */
    lines: z.int(),
    findings: z.int(),
    minor: z.int(),
    major: z.int(),
    critical: z.int(),
    /** Worth knowing; they never fail a check. */
    hint: z.int(),
    /** Where a baseline is in use. What it covers is not among the findings. */
    baseline: z
      .object({
        path: z.string(),
        /** Old violations that are no more than the baseline allows. */
        covered: z.int(),
        /** Old violations that have grown: these are among the findings. */
        grown: z.int(),
        /** Entries that writing the baseline again would lower or remove. */
        improvable: z.int(),
      })
      .optional(),
    /** Files that could not be read, and why. */
    skipped: z.array(z.object({ path: z.string(), why: z.string() })),
    milliseconds: z.number(),
  }),
  findings: z.array(
    z.object({
      /** Relative to the folder the check ran in, with forward slashes. */
      path: z.string(),
      rule: z.string(),
      severity: z.enum(['hint', 'minor', 'major', 'critical']),
      message: z.string(),
      range: z.object({ start: position, end: position }),
      /** `{ actual, limit }` of a length finding, `{ module, root }` of a heavy import. */
      data: z.record(z.string(), z.unknown()),
      /** With `--explain`, of a heavy import: why it can or cannot be lazy. */
      explanation: z
        .object({
          /** `safe`: there is a safe fix; `unsafe`: only ones that may change what the code does; `no`: it has to stay. */
          verdict: z.enum(['safe', 'unsafe', 'no']),
          /** Uses and other reasons that stand in the way. */
          obstacles: z.array(position.extend({ matrixCase: z.int(), message: z.string() })),
          /** What `swarm fix` and the editor offer, the preferred one first. */
          fixes: z.array(
            z.object({ title: z.string(), kind: z.string(), safety: z.enum(['safe', 'unsafe']) }),
          ),
          notes: z.array(z.string()),
        })
        .optional(),
      /** Of a finding about a limit: who states the limit that holds. */
      limitSource: z
        .object({
          /** `swarm.json`, `eslint`, `pylint`, `declaration` (the file itself), `exemption`, `default`, … */
          kind: z.string(),
          /** As the source calls it: `max-lines`; of an exemption its reason. */
          name: z.string().optional(),
          /** Relative to the root of the repository. */
          path: z.string().optional(),
          line: z.int().min(1).optional(),
        })
        .optional(),
    }),
  ),
});
export type CheckReport = z.infer<typeof checkReportSchema>;

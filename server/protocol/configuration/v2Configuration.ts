import * as z from 'zod';

const glob = z.string().min(1).max(300);
const globs = z.array(glob).min(1).max(200);

const limit = z.int().min(0).max(1_000_000).optional();
const described = (what: string, standard: number) =>
  limit.meta({
    description: `${what} (default ${standard === 0 ? 'off' : standard}). Zero turns the limit off.`,
  });

const limits = z.strictObject({
  file: described('Lines in a file', 300),
  function: described('Lines in a function', 30),
  class: described('Lines in a class', 200),
  parameters: described('Parameters of a function, self and cls not counted', 5),
  complexity: described('Cyclomatic complexity of a function', 10),
  nesting: described('Control structures in each other in a function', 3),
  classesPerFile: described('Classes in a file', 5),
  functionsPerFile: described('Top-level functions in a file', 10),
  enumsPerFile: described('Enumerations in a file', 3),
  lineLength: described('Characters in a line', 0),
});

const limitName = limits.keyof();

const counting = z.enum(['physical', 'non-blank', 'code']).optional().meta({
  description:
    'How lines of files, functions and classes are counted: all of them (physical, the default), those that are not blank, or those with code: neither blank nor a comment alone.',
});

const severity = z
  .strictObject({
    majorAbove: z.number().min(1).optional().meta({
      description: 'Times the limit above which a finding is major (default 7/6: above 350 lines of 300).',
    }),
    criticalAbove: z.number().min(1).optional().meta({
      description:
        'Times the limit above which a finding is critical (default 1.25: above 375 lines of 300).',
    }),
  })
  .refine(
    ({ majorAbove = 0, criticalAbove = Number.POSITIVE_INFINITY }) => majorAbove <= criticalAbove,
    'majorAbove cannot be more than criticalAbove',
  )
  .meta({ description: 'Severity bands as multiples of the limit; below the first a finding is minor.' });

const guidelines = z
  .array(limitName)
  .max(10)
  .meta({
    description: 'Limits that only advise: what exceeds them is a hint and never fails a check.',
    examples: [['functionsPerFile', 'nesting']],
  });

const override = z.strictObject({
  files: globs.meta({
    description:
      'Globs relative to the repository. One without a slash matches at any depth, one that names a folder all below it.',
    examples: [['gui/**', '**/*_test.py']],
  }),
  limits: limits.default({}).meta({ description: 'Limits of these files; the others stay as they are.' }),
  counting,
  severity: severity.optional(),
  guidelines: guidelines.optional(),
});

/** The rules an exemption can be about. */
const exemptedRule = z.enum([
  'file-too-long',
  'function-too-long',
  'class-too-long',
  'too-many-parameters',
  'too-complex',
  'too-deeply-nested',
  'too-many-classes',
  'too-many-functions',
  'too-many-enums',
  'line-too-long',
  'heavy-import',
]);

const exemption = z
  .strictObject({
    files: globs.meta({
      description: 'Files that are exempted, as paths or globs relative to the repository.',
    }),
    rules: z.array(exemptedRule).min(1).meta({ description: 'Rules they are exempted from.' }),
    limit: z.int().min(1).max(1_000_000).optional().meta({
      description: 'What these files may have instead of the limit; without it there is no limit.',
    }),
    reason: z.string().trim().min(1).max(500).meta({ description: 'Why, in a few words.' }),
    expires: z.iso
      .date('write a day as 2027-01-31')
      .optional()
      .meta({ description: 'Last day on which the exemption holds: 2027-01-31.' }),
    approvedBy: z.string().max(100).optional().meta({ description: 'Who approved it.' }),
  })
  .refine(({ limit: raised, rules }) => raised === undefined || rules.length === 1, {
    path: ['limit'],
    message: 'a limit needs exactly one rule that it is for',
  });

/** `v2` of `swarm.json`: which files are held to which limits, and which are not. */
export const v2Schema = z.strictObject({
  limits: limits.default({}).meta({ description: 'V2 limits.' }),
  counting,
  severity: severity.default({}),
  guidelines: guidelines.default([]),
  approachingFrom: z.number().min(0).max(1).optional().meta({
    description:
      'Part of a limit from which a hint says that it comes near (default 0.9 in the editor, none in swarm check). Zero for no such hints.',
  }),
  overrides: z.array(override).max(200).default([]).meta({
    description: 'Other limits for some files; where several entries match, the last one wins.',
  }),
  exemptions: z.array(exemption).max(2000).default([]).meta({
    description:
      'Files that may exceed a limit, each with a reason. One that exempts nothing any more is a finding.',
  }),
  exemptionRegistries: z
    .array(z.string().min(1).max(300))
    .max(20)
    .optional()
    .meta({
      description:
        'Markdown files with a table of exemptions (default: those at the root and in docs whose name has exception or exemption in it).',
      examples: [['docs/V2_EXCEPTIONS.md']],
    }),
  suppressionComments: z.enum(['all', 'own']).optional().meta({
    description:
      'Which comments disable findings: those of ESLint, pylint, Ruff and flake8 too where they have the same rule (all, the default), or swarm: disable alone (own).',
  }),
  exclude: z
    .array(glob)
    .default([])
    .meta({
      description: 'Files never checked, as globs relative to the repository, besides what .gitignore names.',
      examples: [['vendor/**', '**/*.generated.ts']],
    }),
});

export type V2Configuration = z.infer<typeof v2Schema>;

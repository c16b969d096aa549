import * as z from 'zod';
import { identifier } from './names.ts';
import { get, none, post } from './routes/route.ts';

/** What can disagree. */
export const disagreementKind = z.enum([
  /** A declared total is not the sum of its tasks. */
  'total',
  /** More is claimed as completed than there is. */
  'progress',
  /** What single contributions or completed tasks add up to is not what is claimed in all. */
  'contributions',
  /** A percentage is not that of its own fraction. */
  'percentage',
  /** The same contract or task is declared twice, differently. */
  'declared-twice',
  /** The same agent has several point totals. */
  'agent-points',
  /** A file says that something is completed and the ledger does not, or the other way round. */
  'completed',
  /** A file says that one agent has it, the ledger that another has. */
  'claimed-by',
  /** A file has another number of lines than is stated. */
  'lines',
  /** Something that cannot be read, or is no figure. */
  'unreadable',
]);
export type DisagreementKind = z.infer<typeof disagreementKind>;

/** One figure of a disagreement and where it stands. */
export const statedFigureSchema = z.object({
  /** What it is: `declared total`, `sum of 12 tasks`, `credited in the ledger`. */
  label: z.string(),
  /** As it stands there, e.g. `138`, `1625/575`, `Agent-3`. */
  value: z.string(),
  /** `path:line`; null for what is counted here or stands in the ledger. */
  place: z.string().nullable(),
});
export type StatedFigure = z.infer<typeof statedFigureSchema>;

export const disagreementSchema = z.object({
  /** Stable while it lasts: made of what it is about, not of its figures. */
  id: z.string(),
  kind: disagreementKind,
  /** What it is about: a contract, `<contract>/<task>`, an agent, or a file. */
  subject: z.string(),
  /** Of the ledger, where what it is about belongs to one. */
  contract: identifier.nullable(),
  /** A sentence with the figures. */
  sentence: z.string(),
  /** What would settle it: a sentence; null where nothing can be said. */
  settle: z.string().nullable(),
  /** All figures with all places, those that contradict each other first. */
  figures: z.array(statedFigureSchema),
});
export type Disagreement = z.infer<typeof disagreementSchema>;

export const reconciliationSchema = z.object({
  /** Files read, and contracts, tasks and points of agents found in them. */
  files: z.int(),
  contracts: z.int(),
  tasks: z.int(),
  agents: z.int(),
  /** In the order of kind, subject. The first 5,000. */
  disagreements: z.array(disagreementSchema),
  /** How many there are in all. */
  total: z.int(),
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;

export const importContractsSchema = z.strictObject({
  /** Only these contracts, by id (default: all that are declared). */
  contracts: z.array(identifier).max(1000).optional(),
  /** Tells what would be imported, and changes nothing. */
  dryRun: z.boolean().default(true),
});
export type ImportContracts = z.output<typeof importContractsSchema>;

/** What an import does, or would do, with one contract. */
export const importedContractSchema = z.object({
  contract: identifier,
  title: z.string(),
  total: z.int(),
  /** Where it is declared: `path:line`. */
  source: z.string(),
  /** `open`: it enters the ledger; `extend`: it is there and gets tasks; `present`: nothing is missing; `refused`. */
  action: z.enum(['open', 'extend', 'present', 'refused']),
  /** Tasks it gets: open, with their source; what a file claims is completed is claimed, never credited. */
  tasks: z.array(
    z.object({
      task: identifier,
      title: z.string(),
      points: z.int(),
      source: z.string(),
      /** Who has it by the file; null where nobody is named. */
      claimedBy: z.string().nullable(),
      completed: z.boolean(),
    }),
  ),
  /** Why it is refused, or what is left out: sentences. */
  problems: z.array(z.string()),
  /** What is taken though it is not stated, and which of several declarations counts: sentences. */
  notes: z.array(z.string()),
});
export type ImportedContract = z.infer<typeof importedContractSchema>;

export const importReportSchema = z.object({
  dryRun: z.boolean(),
  contracts: z.array(importedContractSchema),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** Operations on what files of the repository declare, beside what the ledger has. */
export const reconciliationRoutes = {
  reconciliation: get(
    '/v1/reconciliation',
    'Every disagreement between files of the repository, and between them and the ledger',
    reconciliationSchema,
  ),
  importContracts: post({
    path: '/v1/reconciliation/import',
    summary:
      'Take contracts and tasks that files declare into the ledger; by default only tells what it would do',
    params: none,
    body: importContractsSchema,
    reply: importReportSchema,
  }),
} as const;

import * as z from 'zod';
import { points } from './contracts.ts';
import { identifier, plainName, timestamp } from './names.ts';

/** `issued/<contract>`, `budget/<contract>`, `held/<contract>/<task>` or `earned/<agent>`. */
export const accountName = z.string().max(200);

/** Points that come to an account, or go from it where they are negative. */
export const postingSchema = z.object({ account: accountName, points: z.int() });
export type Posting = z.infer<typeof postingSchema>;

/** An entry of the journal: its postings add up to nothing. It is never changed; another entry takes it back. */
export const ledgerEntrySchema = z.object({
  /** Position in the log. */
  seq: z.int(),
  contract: identifier,
  /** The event that moved the points: `points.credited`, `task.claimed`, … */
  type: z.string(),
  task: identifier.nullable(),
  agent: identifier.nullable(),
  reason: z.string().nullable(),
  postings: z.array(postingSchema),
  /** The entry it takes back. */
  reverses: z.int().nullable(),
  actor: z.string(),
  time: timestamp,
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

export const entriesQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** What every account of a contract holds; all together nothing, since `issued` stands against the rest. */
export const balancesSchema = z.object({
  contract: identifier,
  accounts: z.array(postingSchema),
  sum: z.int(),
});
export type Balances = z.infer<typeof balancesSchema>;

/** Points of a contract at a moment. */
export const burnUpPointSchema = z.object({
  time: timestamp,
  /** Points of its tasks that were not canceled. */
  scope: z.int(),
  /** Points of work that was handed in and not refused; what is credited is part of it. */
  submitted: z.int(),
  credited: z.int(),
});
export type BurnUpPoint = z.infer<typeof burnUpPointSchema>;

export const burnUpSchema = z.object({
  contract: identifier,
  /** Its budget now. */
  total: z.int(),
  deadline: timestamp.nullable(),
  /** Oldest first, at most 500: of those closer together the last one counts. */
  series: z.array(burnUpPointSchema),
});
export type BurnUp = z.infer<typeof burnUpSchema>;

const standing = {
  rank: z.int().min(1),
  points: z.int(),
  credits: z.int(),
  /** Points held for tasks under way or contested. */
  held: z.int(),
};

/** Who has earned how much: equal points share a rank. */
export const leaderboardSchema = z.object({
  agents: z.array(z.object({ agent: identifier, team: plainName.nullable(), ...standing })),
  /** Teams of agents that have one. */
  teams: z.array(z.object({ team: plainName, agents: z.int(), ...standing })),
  total: points.or(z.literal(0)),
});
export type Leaderboard = z.infer<typeof leaderboardSchema>;

export const leaderboardQuery = z.object({ contract: identifier.optional() });

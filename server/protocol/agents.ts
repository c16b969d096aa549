import * as z from 'zod';
import { identifier, plainName, reason, timestamp } from './names.ts';

/** A state of an agent's lifecycle: which there are says swarm.json; without it the documented six. */
export const agentState = plainName;
export type AgentState = z.infer<typeof agentState>;

/** What a state of a lifecycle means, whatever it is called. */
export const stateMeaning = z.enum(['working', 'waiting', 'idle', 'ended']);
export type StateMeaning = z.infer<typeof stateMeaning>;

/** `fresh` to `dead` by the silence since the last sign of life; `unknown` where there never was one; `ended` needs no sign. */
export const agentHealth = z.enum(['fresh', 'late', 'stale', 'dead', 'ended', 'unknown']);
export type AgentHealth = z.infer<typeof agentHealth>;

/**
 * What the evidence shows an agent to be doing. `stalled`: alive without new output for long; `ghost`: claims to run,
 * but its process is gone; `wedged`: its process runs, but it says nothing; `unknown`: nothing proves any of these.
 */
export const agentCondition = z.enum([
  'working',
  'waiting-for-input',
  'idle',
  'stalled',
  'ghost',
  'wedged',
  'ended',
  'unknown',
]);
export type AgentCondition = z.infer<typeof agentCondition>;

/**
 * What is remarkable: `late` is silent for longer than it should be, `misplaced` in a state its lifecycle no longer has,
 * `damaged` has a status file that does not parse.
 */
export const agentFlag = z.enum([
  'blocked',
  'looping',
  'over-budget',
  'flapping',
  'late',
  'misplaced',
  'damaged',
]);
export type AgentFlag = z.infer<typeof agentFlag>;

/** What a condition rests on. The time is when it was so; its age is for the reader to tell. */
export const agentEvidence = z.object({
  kind: z.enum([
    'heartbeat',
    'status-file',
    'transition',
    'process',
    'output',
    'waiting',
    'lease',
    'drain',
    'quarantine',
  ]),
  text: z.string(),
  time: timestamp.nullable(),
});
export type AgentEvidence = z.infer<typeof agentEvidence>;

/** The score of an agent: 100 and its parts add up to it, not below 0. */
export const agentScore = z.object({
  value: z.int().min(0).max(100),
  parts: z.array(z.object({ name: z.string(), points: z.int(), reason: z.string() })),
});
export type AgentScore = z.infer<typeof agentScore>;

/** What an agent says it has used; null where it said nothing of that kind. */
export const agentUsage = z.object({
  tokens: z.number().nullable(),
  cost: z.number().nullable(),
  seconds: z.number().nullable(),
});
export type AgentUsage = z.infer<typeof agentUsage>;

export const agentSchema = z.object({
  id: identifier,
  name: z.string(),
  state: agentState,
  /** States a transition may lead to from here. */
  allowed: z.array(agentState),
  /** Version of the agent's stream: send it back to transition only what was seen. */
  version: z.int(),
  health: agentHealth,
  /** Last sign of life and where it came from. */
  lastSeen: timestamp.nullable(),
  lastSeenSource: z.enum(['heartbeat', 'status-file', 'transition']).nullable(),
  mission: z.string().nullable(),
  /** The status as its own file spells it. */
  reported: z.string().nullable(),
  /** Path of its status file relative to the repository. */
  file: z.string().nullable(),
  /** What is wrong with the status file: a sentence with line and column; null where it reads well. */
  problem: z.string().nullable(),
  /** Reason given with the last transition. */
  reason: z.string().nullable(),
  /** Its part in the swarm, by swarm.json or its own words. */
  role: z.string().nullable(),
  team: plainName.nullable(),
  /** Name of its lifecycle. */
  machine: plainName,
  meaning: stateMeaning,
  /** When it came into its state; null where that is not known. */
  since: timestamp.nullable(),
  condition: agentCondition,
  evidence: z.array(agentEvidence),
  score: agentScore,
  flags: z.array(agentFlag),
  usage: agentUsage.nullable(),
  /** What it waits for, in its own words. */
  waitingFor: z.string().nullable(),
  branch: z.string().nullable(),
  worktree: z.string().nullable(),
  /** Contract of the task it has. */
  contract: identifier.nullable(),
  /** Messages for it that it has not acknowledged. */
  unread: z.int(),
  /** Leases it holds. */
  leases: z.int(),
  capabilities: z.array(z.string()),
  /** Share of its capacity in use, from 0 to 1, as it says. */
  load: z.number().nullable(),
  /** Gets no new task. */
  draining: z.boolean(),
  /** Gets no new task, and what it holds has been taken back. */
  quarantined: z.boolean(),
});
export type Agent = z.infer<typeof agentSchema>;

const expectedVersion = z.int().min(0).optional();

export const transitionAgentSchema = z.strictObject({
  to: agentState,
  reason: reason.optional(),
  /** Refused as a conflict when the agent has moved on since. */
  expectedVersion,
});
export type TransitionAgent = z.infer<typeof transitionAgentSchema>;

/** Body of drain, resume and release. */
export const guideAgentSchema = z.strictObject({ reason: reason.optional(), expectedVersion });
export type GuideAgent = z.infer<typeof guideAgentSchema>;

export const quarantineAgentSchema = z.strictObject({ reason, expectedVersion });

const amount = z.number().min(0).max(1e15).optional();

/** A sign of life. What it leaves out is as it said before, but for `waitingFor`: who does not say so does not wait. */
export const heartbeatSchema = z.strictObject({
  mission: z.string().max(500).optional(),
  /** The process of the agent on this machine, with the time it was started in the system's own terms. */
  pid: z
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .optional(),
  startTime: z.string().min(1).max(64).optional(),
  /** The state it says it is in, in its own spelling. */
  state: z.string().min(1).max(100).optional(),
  waitingFor: z.string().max(500).optional(),
  /** The last step's output or a hash of it: tells new work from the same again. Its hash alone is kept. */
  output: z.string().max(10_000).optional(),
  /** Used in all so far. */
  usage: z.strictObject({ tokens: amount, cost: amount, seconds: amount }).optional(),
  branch: z.string().max(250).optional(),
  worktree: z.string().max(1000).optional(),
  role: z.string().max(63).optional(),
  capabilities: z.array(z.string().min(1).max(63)).max(50).optional(),
  /** Share of its capacity in use. */
  load: z.number().min(0).max(1).optional(),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;

/** The way of an agent through its lifecycle. */
export const agentHistorySchema = z.object({
  agent: identifier,
  machine: plainName,
  state: agentState,
  since: timestamp.nullable(),
  /** Time in each state it has been in, up to now. */
  totals: z.array(z.object({ state: agentState, seconds: z.number(), visits: z.int() })),
  /** The newest transitions, newest first. Older ones are in `/v1/history?stream=agent/<id>`. */
  transitions: z.array(
    z.object({
      seq: z.int(),
      from: agentState,
      to: agentState,
      /** `command`: asked for through the API; `report`: read from what the agent says of itself. */
      source: z.enum(['command', 'report']),
      actor: z.string(),
      reason: z.string().nullable(),
      time: timestamp,
      /** Time it had been in the state it left; null where that is not known. */
      seconds: z.number().nullable(),
    }),
  ),
  /** Whether there are older transitions than those. */
  older: z.boolean(),
});
export type AgentHistoryReply = z.infer<typeof agentHistorySchema>;

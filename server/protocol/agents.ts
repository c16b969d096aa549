import * as z from 'zod';
import { identifier, reason, timestamp } from './names.ts';

/** The documented lifecycle of a swarm agent. */
export const agentState = z.enum(['start', 'active', 'process', 'blocked', 'complete', 'end']);
export type AgentState = z.infer<typeof agentState>;

/** `fresh` to `dead` by the age of the last sign of life; `unknown` where there never was one; `ended` needs no sign. */
export const agentHealth = z.enum(['fresh', 'late', 'stale', 'dead', 'ended', 'unknown']);
export type AgentHealth = z.infer<typeof agentHealth>;

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
});
export type Agent = z.infer<typeof agentSchema>;

export const transitionAgentSchema = z.strictObject({
  to: agentState,
  reason: reason.optional(),
  /** Refused as a conflict when the agent has moved on since. */
  expectedVersion: z.int().min(0).optional(),
});
export type TransitionAgent = z.infer<typeof transitionAgentSchema>;

export const heartbeatSchema = z.strictObject({
  mission: z.string().max(500).optional(),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;

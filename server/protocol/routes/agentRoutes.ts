import * as z from 'zod';
import {
  agentHistorySchema,
  agentSchema,
  guideAgentSchema,
  heartbeatSchema,
  quarantineAgentSchema,
  transitionAgentSchema,
} from '../agents.ts';
import { identifier } from '../names.ts';
import { get, none, post, read } from './route.ts';

const params = z.object({ agent: identifier });

/** Operations on agents. */
export const agentRoutes = {
  listAgents: get('/v1/agents', 'Agents with lifecycle state, health and condition', z.array(agentSchema)),
  transitionAgent: post({
    path: '/v1/agents/:agent/transitions',
    summary: "Move an agent along its lifecycle; refused with the allowed states where it can't go",
    params,
    body: transitionAgentSchema,
    reply: agentSchema,
    role: 'agent',
  }),
  heartbeat: post({
    path: '/v1/agents/:agent/heartbeats',
    summary: 'A sign of life; the first one makes the agent known',
    params,
    body: heartbeatSchema,
    reply: agentSchema,
    role: 'agent',
  }),
  drainAgent: post({
    path: '/v1/agents/:agent/drain',
    summary: 'Give an agent no new task; it finishes what it has',
    params,
    body: guideAgentSchema,
    reply: agentSchema,
  }),
  resumeAgent: post({
    path: '/v1/agents/:agent/resume',
    summary: 'Let an agent that is drained get tasks again',
    params,
    body: guideAgentSchema,
    reply: agentSchema,
  }),
  quarantineAgent: post({
    path: '/v1/agents/:agent/quarantine',
    summary: 'Give an agent no new task and take its leases and tasks back',
    params,
    body: quarantineAgentSchema,
    reply: agentSchema,
  }),
  releaseAgent: post({
    path: '/v1/agents/:agent/release',
    summary: 'End the quarantine of an agent',
    params,
    body: guideAgentSchema,
    reply: agentSchema,
  }),
  agentHistory: read({
    path: '/v1/agents/:agent/history',
    summary: 'The way of an agent through its lifecycle, and its time in each state',
    params,
    query: none,
    reply: agentHistorySchema,
  }),
} as const;

import type { Handlers } from '../http/handlers.ts';
import type { AgentRoster } from './agentRoster.ts';

/** The routes of agents. */
export function agentRoutes(roster: AgentRoster): Pick<Handlers, 'transitionAgent' | 'heartbeat'> {
  return {
    transitionAgent: ({ params, body, meta }) => roster.transition(params.agent, body, meta),
    heartbeat: ({ params, body }) => roster.heartbeat(params.agent, body.mission),
  };
}

import type { agentRoutes as described } from '../../protocol/routes/agentRoutes.ts';
import type { Handlers } from '../http/handlers.ts';
import type { AgentRoster } from './agentRoster.ts';

/** The routes of agents. */
export function agentRoutes(
  roster: AgentRoster,
): Pick<Handlers, Exclude<keyof typeof described, 'listAgents'>> {
  return {
    transitionAgent: ({ params, body, meta }) => roster.transition(params.agent, body, meta),
    heartbeat: ({ params, body }) => roster.heartbeat(params.agent, body),
    drainAgent: ({ params, body, meta }) => roster.guide(params.agent, 'drain', body, meta),
    resumeAgent: ({ params, body, meta }) => roster.guide(params.agent, 'resume', body, meta),
    quarantineAgent: ({ params, body, meta }) => roster.guide(params.agent, 'quarantine', body, meta),
    releaseAgent: ({ params, body, meta }) => roster.guide(params.agent, 'release', body, meta),
    agentHistory: ({ params }) => roster.history(params.agent),
  };
}

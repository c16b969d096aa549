import type { Handlers } from '../http/handlers.ts';
import type { RowStore } from '../live/rowStore.ts';
import type { AgentRoster } from './agentRoster.ts';

/** The routes of agents. `ready` resolves once the repository was read. */
export function agentRoutes(
  rows: RowStore,
  roster: AgentRoster,
  ready: Promise<void>,
): Pick<Handlers, 'listAgents' | 'transitionAgent' | 'heartbeat'> {
  return {
    listAgents: async () => {
      await ready;
      return [...rows.list('agents')];
    },
    transitionAgent: async ({ params, body, meta }) => {
      await ready;
      return roster.transition(params.agent, body, meta);
    },
    heartbeat: ({ params, body }) => roster.heartbeat(params.agent, body.mission),
  };
}

import type { Handlers } from '../http/handlers.ts';
import type { RowStore } from '../live/rowStore.ts';

/** The routes of teams. `ready` resolves once the repository was read. */
export function teamRoutes(rows: RowStore, ready: Promise<void>): Pick<Handlers, 'listTeams'> {
  return {
    listTeams: async () => {
      await ready;
      return [...rows.list('teams')];
    },
  };
}

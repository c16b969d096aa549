import type { Handlers } from '../http/handlers.ts';
import type { RowStore } from '../live/rowStore.ts';
import { Refusal } from '../refusal.ts';
import type { BranchCreator } from './branchCreator.ts';

/** The routes of branches. */
export function branchRoutes(rows: RowStore, creator: BranchCreator): Pick<Handlers, 'createBranch'> {
  return {
    createBranch: async ({ body, meta }) => {
      const name = await creator.create(body, meta);
      const row = rows.get('branches', name);
      if (!row) throw new Refusal('not-found', `The branch ${name} is gone again.`);
      return row;
    },
  };
}

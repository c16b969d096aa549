import type { Handlers } from '../http/handlers.ts';
import type { RowStore } from '../live/rowStore.ts';
import { Refusal } from '../refusal.ts';
import type { BranchCreator } from './branchCreator.ts';
import type { BranchMonitor } from './branchMonitor.ts';

export interface BranchRouteParts {
  readonly rows: RowStore;
  readonly monitor: BranchMonitor;
  readonly creator: BranchCreator;
  /** Resolves once the repository was read. */
  readonly ready: Promise<void>;
}

/** The routes of branches. The list answers once every branch is compared; the views follow the rows instead. */
export function branchRoutes(parts: BranchRouteParts): Pick<Handlers, 'listBranches' | 'createBranch'> {
  const { rows, monitor, creator, ready } = parts;
  return {
    listBranches: async () => {
      await ready;
      await monitor.compared();
      return [...rows.list('branches')];
    },
    createBranch: async ({ body, meta }) => {
      await ready;
      const name = await creator.create(body, meta);
      const row = rows.get('branches', name);
      if (!row) throw new Refusal('not-found', `The branch ${name} is gone again.`);
      return row;
    },
  };
}

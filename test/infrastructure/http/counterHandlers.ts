import type { LoggedCommandStore } from '../../../server/infrastructure/events/commandStore.ts';
import type { EventLog } from '../../../server/infrastructure/events/eventLog.ts';
import type { CalledHandlers } from '../../../server/infrastructure/http/registerRoutes.ts';
import { Refusal } from '../../../server/infrastructure/refusal.ts';
import { add, counter } from '../events/counter.ts';

function absent(): never {
  throw new Refusal('not-found', 'The tests have no such thing.');
}

/** Handlers over the counter: crediting a contract adds to the counter of its name. */
export function counterHandlers(commands: LoggedCommandStore, log: EventLog): CalledHandlers {
  return {
    createBranch: absent,
    startSlot: absent,
    stopSlot: absent,
    commandApproval: absent,
    approveCommand: absent,
    transitionAgent: absent,
    heartbeat: absent,
    createContract: absent,
    proposeConfiguration: absent,
    shutdown: () => ({ stopping: true }),
    history: async ({ query }) => [...(await log.read(query.after, query.limit, query.stream))],
    creditPoints: async ({ params, body, meta }) => {
      const { state } = await commands.execute(counter, params.contract, add(body.points), meta);
      return {
        id: params.contract,
        title: 'Counter',
        total: 1000,
        credited: state,
        remaining: 1000 - state,
        source: 'ledger',
        claimed: null,
        problem: null,
        credits: [],
      };
    },
  };
}

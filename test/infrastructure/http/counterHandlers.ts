import type { CommandStore } from '../../../server/infrastructure/events/subject.ts';
import type { CalledHandlers } from '../../../server/infrastructure/http/operations.ts';
import { Refusal } from '../../../server/infrastructure/refusal.ts';
import { routes } from '../../../server/protocol/routes/routes.ts';
import { contractRow } from '../../contractRow.ts';
import { add, counter } from '../events/counter.ts';

type SubjectCalls = Omit<CalledHandlers, 'history' | 'shutdown'>;

function absent(): never {
  throw new Refusal('not-found', 'The tests have no such thing.');
}

/** Every route, so that a new one needs no line here. */
const nothing = Object.fromEntries(
  Object.keys(routes).map((name) => [name, absent]),
) as unknown as SubjectCalls;

/** Handlers over the counter: crediting a contract adds to the counter of its name. */
export function counterHandlers(commands: Pick<CommandStore, 'execute'>): SubjectCalls {
  return {
    ...nothing,
    creditPoints: async ({ params, body, meta }) => {
      const { state } = await commands.execute(counter, params.contract, add(body.points), meta);
      return contractRow(params.contract, { total: 1000, credited: state, remaining: 1000 - state });
    },
  };
}

import type { SwarmEvent } from '../../protocol/events.ts';
import type { LedgerEntry, Posting } from '../../protocol/ledger.ts';
import { budget, earned, issued, move } from './books.ts';

/** The entry of the journal that an event is; undefined where it moves no points. */
export function entryOf(event: SwarmEvent): LedgerEntry | undefined {
  const { seq, stream, type, data, actor, time } = event;
  const contract = stream.slice(stream.indexOf('/') + 1);
  const postings = postingsOf(contract, event);
  if (postings.length === 0) return undefined;
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : null);
  return {
    seq,
    contract,
    type,
    task: text('task'),
    agent: text('agent'),
    reason: text('reason'),
    postings: [...postings],
    reverses: typeof data['reverses'] === 'number' ? data['reverses'] : null,
    actor,
    time,
  };
}

/** What an event moves. Logs of earlier versions say it in points alone. */
function postingsOf(contract: string, { type, data }: SwarmEvent): readonly Posting[] {
  if (Array.isArray(data['postings'])) return data['postings'] as Posting[];
  if (type === 'contract.created' || type === 'contract.imported')
    return move(Number(data['total']), issued(contract), budget(contract));
  if (type === 'points.credited')
    return move(Number(data['points']), budget(contract), earned(String(data['agent'])));
  return [];
}

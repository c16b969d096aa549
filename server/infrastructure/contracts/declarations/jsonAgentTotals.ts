import type { JsonObject } from '../../../analysis/agentStatus/syntax/jsonNode.ts';
import type { LineTable } from '../../../analysis/text/lineTable.ts';
import type { AgentTotal } from './declaredFacts.ts';
import { pointedList } from './jsonCounts.ts';
import { JsonFields } from './jsonFields.ts';

const totalNames = [
  'points_earned',
  'total_points_earned',
  'total_points',
  'points_total',
  'lifetime_points',
] as const;
/** Inside of an object of points. */
const innerTotals = [
  'total',
  'total_points',
  'total_current',
  'current_total',
  'grand_total',
  'total_earned',
] as const;

/** The totals of an agent that an object of scores states: one with `agent_id`, or a `points_earned` of several parts. */
export function agentTotals(
  file: string,
  object: JsonObject,
  fields: JsonFields,
  lines: LineTable,
): AgentTotal[] {
  const agent =
    fields.text('agent_id', 'agentId') ?? (fields.has('points_earned') ? agentOfPath(file) : null);
  if (agent === null || !/^[A-Za-z0-9][A-Za-z0-9._ -]{0,63}$/.test(agent)) return [];
  // Of a plan it is the total of its entries.
  const isPlan = pointedList(object, lines) !== undefined;
  return totalNames.flatMap((label) => {
    if (isPlan && label === 'total_points') return [];
    const figure = fields.figure(label);
    if (figure !== null) return [{ agent, label, figure }];
    const inner = object.members.findLast(({ key }) => key === label)?.value;
    if (inner?.kind !== 'object') return [];
    const parts = new JsonFields(inner, lines);
    return innerTotals.flatMap((name) => {
      const part = parts.figure(name);
      return part === null ? [] : [{ agent, label: `${label}.${name}`, figure: part }];
    });
  });
}

/** The agent whose workspace a status file lies in. */
function agentOfPath(file: string): string | null {
  return /([^/]+)\/status\.json$/.exec(file)?.[1] ?? null;
}

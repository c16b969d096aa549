import type { JsonNode, JsonObject } from '../../../analysis/agentStatus/syntax/jsonNode.ts';
import type { LineTable } from '../../../analysis/text/lineTable.ts';
import type { StatedCount } from './declaredFacts.ts';
import { JsonFields } from './jsonFields.ts';
import { pointNames } from './jsonTask.ts';

/** What a file says of its own list of contracts, and which of them that means. */
const ofContracts: readonly (readonly [name: string, status: RegExp | undefined, words: string])[] = [
  ['total_contracts', undefined, 'contracts'],
  ['available_contracts', /^available$/i, 'contracts with the status AVAILABLE'],
  ['completed_contracts', /^completed?$/i, 'contracts with the status COMPLETED'],
  ['claimed_contracts', /^(claimed|assigned)$/i, 'contracts with the status CLAIMED or ASSIGNED'],
];

/** Numbers that an object states of what it holds: contracts, tasks, points. */
export function countsOf(object: JsonObject, fields: JsonFields, lines: LineTable): StatedCount[] {
  return [
    ...contractCounts(object, fields, lines),
    ...taskCounts(fields),
    ...pointSum(object, fields, lines),
  ];
}

function contractCounts(object: JsonObject, fields: JsonFields, lines: LineTable): StatedCount[] {
  if (!ofContracts.some(([name]) => fields.has(name))) return [];
  const statuses = contractStatuses(object, lines);
  if (statuses.length === 0) return [];
  return ofContracts.flatMap(([label, status, counted]) => {
    const figure = fields.figure(label);
    if (figure === null) return [];
    const present = status ? statuses.filter((one) => status.test(one)).length : statuses.length;
    return [{ label, figure, present, counted }];
  });
}

/** The status of every contract below an object. */
function contractStatuses(node: JsonNode, lines: LineTable): string[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'list') return node.items.flatMap((item) => contractStatuses(item, lines));
  const fields = new JsonFields(node, lines);
  if (fields.has('contract_id', 'contractId')) return [fields.text('status') ?? ''];
  return node.members.flatMap(({ value }) => (value ? contractStatuses(value, lines) : []));
}

function taskCounts(fields: JsonFields): StatedCount[] {
  const figure = fields.figure('total_tasks');
  const tasks = fields.node('tasks');
  if (figure === null || tasks?.kind !== 'list') return [];
  return [{ label: 'total_tasks', figure, present: tasks.items.length, counted: 'tasks' }];
}

const listNames = ['tasks', 'contracts', 'assignments', 'entries', 'items', 'pending_tasks'];

/** Points of the one list that an object has of things with points; undefined where it has none, or several. */
export function pointedList(object: JsonObject, lines: LineTable): readonly number[] | undefined {
  const lists = object.members.flatMap(({ key, value }) => {
    if (value?.kind !== 'list' || value.items.length === 0 || !listNames.includes(key)) return [];
    const points = value.items.map((item) =>
      item.kind === 'object' ? (new JsonFields(item, lines).figure(...pointNames)?.value ?? null) : null,
    );
    return [points.flatMap((one) => one ?? [])].filter(({ length }) => length === points.length);
  });
  return lists.length === 1 ? lists[0] : undefined;
}

/** `total_points` beside a list of things with points, where no contract is meant: that of a contract is looked at with it. */
function pointSum(object: JsonObject, fields: JsonFields, lines: LineTable): StatedCount[] {
  const figure = fields.figure('total_points');
  if (figure === null || fields.has('contract_id', 'contractId')) return [];
  const points = pointedList(object, lines);
  if (points === undefined) return [];
  const present = points.reduce((total, one) => total + one, 0);
  return [{ label: 'total_points', figure, present, counted: `points of ${points.length} entries` }];
}

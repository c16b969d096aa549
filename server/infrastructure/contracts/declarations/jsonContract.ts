import type { JsonNode } from '../../../analysis/agentStatus/syntax/jsonNode.ts';
import type { LineTable } from '../../../analysis/text/lineTable.ts';
import type { Contribution, DeclaredContract, DeclaredTask } from './declaredFacts.ts';
import { statusOf, words } from './declaredWords.ts';
import { figureOf, JsonFields } from './jsonFields.ts';
import { namedTask, pointNames, taskOf } from './jsonTask.ts';

const percentNames = [
  'progress_percentage',
  'percent_complete',
  'completion_percentage',
  'progress',
] as const;

/** The contract that an object with `contract_id` declares. */
export function contractOf(fields: JsonFields, lines: LineTable): DeclaredContract | undefined {
  const id = fields.text('contract_id', 'contractId');
  if (id === null) return undefined;
  const isOne = !fields.has('tasks', 'total_points') && fields.figure(...pointNames) !== null;
  const reported = fields.text('status', 'state');
  const tasks = isOne ? [{ ...taskOf(fields), id }] : tasksOf(fields, lines);
  return {
    id,
    title: fields.text('title', 'contract_title', 'name'),
    reported,
    status: statusOf(reported),
    agent: fields.text('claimed_by', 'assigned_to', 'agent_assigned', 'agent_id', 'agent'),
    total: fields.figure('total_points', ...pointNames),
    completed: fields.figure('completed_points', 'points_completed', 'earned_points'),
    percent: percentOf(fields),
    noFigure: noFigures(fields),
    isTask: isOne,
    tasks,
    contributions: contributionsOf(fields.node('contributions', 'point_contributions'), lines),
    line: fields.line,
  };
}

/** Points under a name of points that are no number. */
function noFigures(fields: JsonFields): string[] {
  return ['total_points', 'completed_points'].filter(
    (name) => fields.has(name) && !isWhole(fields.figure(name)?.value),
  );
}

function isWhole(value: number | undefined): boolean {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}

/** A share of a hundred; a word such as "0% Complete - In Progress" states none. */
function percentOf(fields: JsonFields): DeclaredContract['percent'] {
  return percentNames.map((name) => fields.figure(name)).find((figure) => figure !== null) ?? null;
}

function tasksOf(fields: JsonFields, lines: LineTable): DeclaredTask[] {
  const value = fields.node('tasks', 'sub_tasks', 'subtasks');
  const named = value?.kind === 'object' ? value.members.flatMap((member) => member.value ?? []) : [];
  const items = value?.kind === 'list' ? value.items : named;
  return items.flatMap((item) => {
    if (item.kind === 'object') return [taskOf(new JsonFields(item, lines))];
    const title = item.kind === 'scalar' ? words(item.value) : null;
    return title === null ? [] : [namedTask(title, lines.lineAt(item.start))];
  });
}

/** `[{agent, points}]`, `{agent: points}` or plain numbers. */
function contributionsOf(node: JsonNode | undefined, lines: LineTable): Contribution[] {
  if (node === undefined || node.kind === 'scalar') return [];
  const entries: readonly (readonly [string | null, JsonNode])[] =
    node.kind === 'list'
      ? node.items.map((item) => [null, item] as const)
      : node.members.flatMap(({ key, value }) => (value ? [[key, value] as const] : []));
  return entries.flatMap(([name, value]) => {
    const fields = value.kind === 'object' ? new JsonFields(value, lines) : undefined;
    const points = fields ? fields.figure(...pointNames, 'amount') : figureOf(value, lines);
    const agent = fields?.text('agent', 'agent_id', 'contributor', 'name') ?? words(name);
    return points === null ? [] : [{ agent, points }];
  });
}

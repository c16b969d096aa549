import type { DeclaredTask, StatedLines } from './declaredFacts.ts';
import { priorityOf, repositoryPath, statusOf, words } from './declaredWords.ts';
import type { JsonFields } from './jsonFields.ts';

const pathNames = ['file_path', 'filepath', 'target_file', 'file', 'path'] as const;
const maximumFiles = 50;

/** Names under which tasks state their points. */
export const pointNames = [
  'points',
  'extra_credit_points',
  'estimated_points',
  'task_points',
  'point_value',
] as const;

/** Whether an object that is no contract is a task: it has an id of one, or lines of a file, or points with a title. */
export function isTask(fields: JsonFields): boolean {
  if (fields.has('task_id', 'taskId')) return true;
  if (fields.text(...pathNames) !== null && fields.has('current_lines', 'target_lines', 'actual_lines'))
    return true;
  const titled = fields.has('title', 'name', 'task', 'task_name', 'description');
  return (
    titled &&
    fields.figure(...pointNames) !== null &&
    fields.has('status', 'claimed_by', 'assigned_to', 'agent', 'agent_id')
  );
}

/** The task that an object declares. */
export function taskOf(fields: JsonFields): DeclaredTask {
  const reported = fields.text('status', 'state');
  const file = fields.text(...pathNames);
  const title =
    fields.text('title', 'name', 'task_name', 'task', 'contract_title', 'description') ?? file ?? 'untitled';
  const status = statusOf(reported);
  return {
    id: fields.text('task_id', 'taskId', 'contract_id', 'id'),
    title,
    points: fields.figure(...pointNames),
    reported,
    status,
    assignee: fields.text(
      'claimed_by',
      'assigned_to',
      'assignee',
      'agent_assigned',
      'agent_id',
      'agent',
      'owner',
    ),
    priority: priorityOf(fields.text('priority', 'severity')),
    files: filesOf(fields, file),
    lines: linesOf(fields),
    line: fields.line,
  };
}

/** A task that is only named in a list of titles. */
export function namedTask(title: string, line: number): DeclaredTask {
  return {
    id: null,
    title,
    points: null,
    reported: null,
    status: null,
    assignee: null,
    priority: 'normal',
    files: [],
    lines: { current: null, target: null, actual: null, reductions: [] },
    line,
  };
}

function filesOf(fields: JsonFields, file: string | null): string[] {
  const listed = fields
    .items('files', 'file_paths', 'files_to_modify', 'target_files')
    .map((item) => (item.kind === 'scalar' ? words(item.value, 300) : null));
  const named = [file, ...listed].flatMap((one) => (one === null ? [] : (repositoryPath(one) ?? [])));
  return [...new Set(named)].slice(0, maximumFiles);
}

function linesOf(fields: JsonFields): StatedLines {
  const current = fields.figure('current_lines', 'original_lines');
  const target = fields.figure('target_lines');
  const actual = fields.figure('actual_lines', 'final_lines');
  const reductions = [
    ...(['reduction_target', 'reduction_percent', 'target_reduction'] as const).map((label) => ({
      label,
      to: target,
    })),
    ...(['actual_reduction', 'reduction_achieved'] as const).map((label) => ({ label, to: actual })),
  ].flatMap(({ label, to }) => {
    const figure = fields.figure(label);
    return figure === null || to === null ? [] : [{ figure, to, label }];
  });
  return { current, target, actual, reductions };
}

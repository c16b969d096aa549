import { points as pointsSchema } from '../../../protocol/contracts.ts';
import { identifier } from '../../../protocol/names.ts';
import { relativePath } from '../../../protocol/relativePath.ts';
import { many } from '../../sentence.ts';
import type { DeclaredTask as LedgerTask } from '../decideTask.ts';
import type { DeclaredContract, DeclaredTask, FileFacts } from '../declarations/declaredFacts.ts';
import { plainId, taskIdOf } from '../declarations/declaredIds.ts';

/** A task as it would enter the ledger. */
export interface PlannedTask {
  readonly task: LedgerTask;
  /** Who has it by the file; null where nobody is named that can have one. */
  readonly claimedBy: string | null;
  /** Whether the file says that it is completed: then it is claimed, never credited. */
  readonly completed: boolean;
}

/** A contract as it would enter the ledger. */
export interface ImportPlan {
  readonly contract: string;
  readonly title: string;
  /** Null where the file states none that can be one. */
  readonly total: number | null;
  readonly source: string;
  readonly tasks: readonly PlannedTask[];
  /** What is left out: sentences. */
  readonly problems: readonly string[];
  /** What was not stated, and which declaration counts: sentences. */
  readonly notes: readonly string[];
}

const maximumTasks = 2000;

/** What files declare, as the ledger would take it: a contract by its first declaration, a task log as one contract. */
export function planImports(all: readonly FileFacts[]): ImportPlan[] {
  const plans = new Map<string, ImportPlan>();
  for (const facts of all) {
    for (const contract of facts.contracts) addPlan(plans, planContract(facts, contract));
    if (facts.tasks.length > 0) addPlan(plans, planLog(facts));
  }
  return [...plans.values()];
}

function addPlan(plans: Map<string, ImportPlan>, plan: ImportPlan): void {
  const first = plans.get(plan.contract);
  const note = `${plan.contract} is declared again at ${plan.source}; the first declaration counts.`;
  plans.set(plan.contract, first ? { ...first, notes: [...first.notes, note] } : plan);
}

function planContract(facts: FileFacts, contract: DeclaredContract): ImportPlan {
  const { tasks, problems } = planTasks(facts, contract.tasks);
  const source = `${facts.file}:${contract.line}`;
  const id = identifier.safeParse(contract.id).success ? contract.id : plainId(contract.id);
  const stated = contract.total === null ? sumOf(tasks) : contract.total.value;
  const total = pointsSchema.safeParse(stated);
  return {
    contract: id,
    title: contract.title ?? contract.id,
    total: total.success ? total.data : null,
    source,
    tasks,
    problems: [
      ...(total.success ? [] : [`${source} states no total of ${id} that is a whole positive number.`]),
      ...problems,
    ],
    notes: total.success && contract.total === null ? [sumSentence(source, tasks)] : [],
  };
}

/** Tasks of no contract: those of one file are one. */
function planLog(facts: FileFacts): ImportPlan {
  const { tasks, problems } = planTasks(facts, facts.tasks);
  const source = `${facts.file}:1`;
  const total = sumOf(tasks);
  return {
    contract: plainId(facts.file),
    title: facts.title ?? facts.file,
    total: total === 0 ? null : total,
    source,
    tasks,
    problems,
    notes: total === 0 ? [] : [sumSentence(source, tasks)],
  };
}

function sumSentence(source: string, tasks: readonly PlannedTask[]): string {
  return `${source} states no total: the sum of ${many(tasks.length, 'task')}, ${sumOf(tasks)}, is taken.`;
}

function sumOf(tasks: readonly PlannedTask[]): number {
  return tasks.reduce((sum, { task }) => sum + task.points, 0);
}

interface PlannedTasks {
  readonly tasks: readonly PlannedTask[];
  readonly problems: readonly string[];
}

function planTasks({ file }: FileFacts, declared: readonly DeclaredTask[]): PlannedTasks {
  const tasks = new Map<string, PlannedTask>();
  const problems: string[] = [];
  for (const [index, one] of declared.slice(0, maximumTasks).entries()) {
    const place = `${file}:${one.line}`;
    const planned = planTask(one, index, place);
    if (planned === undefined)
      problems.push(`${place}: "${one.title}" has no whole positive points; it is left out.`);
    else if (tasks.has(planned.task.task))
      problems.push(`${place}: "${one.title}" is there twice; the first one counts.`);
    else tasks.set(planned.task.task, planned);
  }
  if (declared.length > maximumTasks) problems.push(`Of ${file} the first ${maximumTasks} tasks are taken.`);
  return { tasks: [...tasks.values()], problems };
}

function planTask(declared: DeclaredTask, index: number, source: string): PlannedTask | undefined {
  const points = pointsSchema.safeParse(declared.points?.value);
  if (!points.success) return undefined;
  const agent = declared.assignee === null ? null : identifier.safeParse(declared.assignee);
  const files = declared.files.filter((file) => relativePath.safeParse(file).success).slice(0, 100);
  return {
    task: {
      task: taskIdOf(declared, index),
      title: declared.title,
      points: points.data,
      priority: declared.priority,
      files,
      requires: [],
      proof: proofOf(declared, files),
      source,
    },
    claimedBy: agent?.success ? agent.data : null,
    completed: declared.status === 'completed',
  };
}

/** A stated target of lines is what has to be shown. */
function proofOf({ lines }: DeclaredTask, [file]: readonly string[]): LedgerTask['proof'] {
  const maximum = lines.target?.value;
  if (file === undefined || maximum === undefined) return [];
  return Number.isInteger(maximum) && maximum <= 1_000_000 ? [{ kind: 'lines', file, maximum }] : [];
}

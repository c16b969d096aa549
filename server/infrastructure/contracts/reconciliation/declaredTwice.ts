import type { StatedFigure } from '../../../protocol/reconciliation.ts';
import type { DeclaredContract, DeclaredTask, FileFacts } from '../declarations/declaredFacts.ts';
import type { Finding } from './disagreement.ts';

/** Something that is declared, with what it says of itself. */
interface Declaration {
  readonly place: string;
  readonly says: Readonly<Record<string, string | null>>;
}

/** Contracts and tasks that are declared more than once, and not the same. */
export function declaredTwiceOf(all: readonly FileFacts[]): Finding[] {
  const contracts = new Map<string, Declaration[]>();
  const tasks = new Map<string, Declaration[]>();
  for (const facts of all) {
    for (const contract of facts.contracts) add(contracts, contract.id, contractSays(facts, contract));
    for (const task of facts.tasks) if (task.id !== null) add(tasks, task.id, taskSays(facts, task));
    for (const { id, isTask, tasks: own } of facts.contracts)
      for (const task of own)
        if (!isTask && task.id !== null) add(tasks, `${id}/${task.id}`, taskSays(facts, task));
  }
  return [
    ...[...contracts].flatMap(([id, declarations]) => differences(id, id, declarations)),
    ...[...tasks].flatMap(([id, declarations]) =>
      differences(id, id.includes('/') ? (id.split('/', 1)[0] ?? null) : null, declarations),
    ),
  ];
}

function add(map: Map<string, Declaration[]>, id: string, declaration: Declaration): void {
  const present = map.get(id);
  if (present) present.push(declaration);
  else map.set(id, [declaration]);
}

function contractSays(
  { file }: FileFacts,
  { line, title, total, completed, reported, agent }: DeclaredContract,
): Declaration {
  const says = {
    title,
    points: total?.text ?? null,
    completed: completed?.text ?? null,
    status: reported,
    agent,
  };
  return { place: `${file}:${line}`, says };
}

function taskSays(
  { file }: FileFacts,
  { line, title, points, reported, assignee }: DeclaredTask,
): Declaration {
  const says = { title, points: points?.text ?? null, status: reported, agent: assignee };
  return { place: `${file}:${line}`, says };
}

function differences(id: string, contract: string | null, declarations: readonly Declaration[]): Finding[] {
  const [first] = declarations;
  if (first === undefined || declarations.length < 2) return [];
  const names = Object.keys(first.says).filter((name) => valuesOf(name, declarations).length > 1);
  if (names.length === 0) return [];
  const said = names.map((name) => `${name} ${valuesOf(name, declarations).join(' or ')}`).join(', ');
  const figures = declarations.flatMap(({ place, says }): StatedFigure[] =>
    names.map((label) => ({ label, value: says[label] ?? 'none', place })),
  );
  return [
    {
      kind: 'declared-twice',
      subject: id,
      contract,
      sentence: `${id} is declared ${declarations.length} times, and not the same: ${said.slice(0, 400)}.`,
      settle: 'Keep one declaration, and let the others go or say the same.',
      figures,
    },
  ];
}

function valuesOf(name: string, declarations: readonly Declaration[]): string[] {
  return [...new Set(declarations.map(({ says }) => says[name] ?? 'none'))];
}

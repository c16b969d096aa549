import type { Contract } from '../../../protocol/contracts.ts';
import type { StatedFigure } from '../../../protocol/reconciliation.ts';
import type { Task } from '../../../protocol/tasks.ts';
import type { DeclaredContract, DeclaredTask, FileFacts } from '../declarations/declaredFacts.ts';
import { taskIdOf } from '../declarations/declaredIds.ts';
import { counted, type Finding, stated } from './disagreement.ts';

/** What the ledger has; undefined where it has no such thing. */
export interface LedgerView {
  contract(id: string): Contract | undefined;
  task(contract: string, task: string): Task | undefined;
  /** Points that an agent has been credited in all. */
  earned(agent: string): number;
}

/** Where a file and the ledger tell different things of the same contract or task. What the ledger lacks is no difference. */
export function ledgerDifferencesOf(facts: FileFacts, ledger: LedgerView): Finding[] {
  return facts.contracts.flatMap((declared) => {
    const contract = ledger.contract(declared.id);
    if (contract === undefined || contract.version === 0) return [];
    const tasks = declared.tasks.flatMap((task, index) => {
      const present = ledger.task(declared.id, taskIdOf(task, index));
      return present ? taskDifferences(facts, task, present) : [];
    });
    return [...contractDifferences(facts, declared, contract), ...tasks];
  });
}

function contractDifferences(facts: FileFacts, declared: DeclaredContract, contract: Contract): Finding[] {
  return [...totalDifference(facts, declared, contract), ...creditDifference(facts, declared, contract)];
}

function totalDifference(facts: FileFacts, { id, total }: DeclaredContract, contract: Contract): Finding[] {
  if (total === null || total.value === contract.total) return [];
  return [
    {
      kind: 'total',
      subject: id,
      contract: id,
      detail: 'ledger',
      sentence: `${facts.file} declares ${total.text} points for ${id}, its ledger has ${contract.total}.`,
      settle: 'Amend the contract with a reason, or change the file.',
      figures: [stated(facts, 'declared total', total), counted('total in the ledger', contract.total)],
    },
  ];
}

function creditDifference(
  facts: FileFacts,
  { id, completed }: DeclaredContract,
  { credited }: Contract,
): Finding[] {
  if (completed === null || completed.value === credited) return [];
  const isMore = completed.value > credited;
  return [
    {
      kind: 'completed',
      subject: id,
      contract: id,
      detail: 'ledger',
      sentence: `${facts.file} claims ${completed.text} completed points for ${id}, ${credited} are credited in the ledger.`,
      settle: isMore
        ? 'Claim and submit what is done with evidence, or change the file.'
        : `Change completed_points to ${credited}.`,
      figures: [
        stated(facts, 'claimed as completed', completed),
        counted('credited in the ledger', credited),
      ],
    },
  ];
}

function taskDifferences(facts: FileFacts, declared: DeclaredTask, task: Task): Finding[] {
  return [...completedDifference(facts, declared, task), ...claimDifference(facts, declared, task)];
}

function completedDifference(
  facts: FileFacts,
  { status, reported, line }: DeclaredTask,
  task: Task,
): Finding[] {
  const done = task.state === 'completed' || task.credited;
  if (status === null || (status === 'completed') === done) return [];
  const says = reported ?? status;
  return [
    {
      kind: 'completed',
      subject: task.id,
      contract: task.contract,
      sentence: done
        ? `${task.id} is completed in the ledger, ${facts.file} says ${says}.`
        : `${facts.file} says ${says} of ${task.id}, in the ledger it is ${task.state}.`,
      settle: done ? 'Change the status in the file.' : 'Submit it with evidence, or change the file.',
      figures: [place(facts, 'status', says, line), counted('state in the ledger', task.state)],
    },
  ];
}

function claimDifference(facts: FileFacts, { assignee, status, line }: DeclaredTask, task: Task): Finding[] {
  const claimed = status === 'open' ? null : assignee;
  if (claimed === task.assignee || claimed === null || isOver(task)) return [];
  return [
    {
      kind: 'claimed-by',
      subject: task.id,
      contract: task.contract,
      sentence: `${facts.file} says that ${claimed} has ${task.id}, in the ledger ${task.assignee === null ? 'nobody has' : `${task.assignee} has`} it.`,
      settle: task.assignee === null ? `Let ${claimed} claim it, or change the file.` : 'Change the file.',
      figures: [
        place(facts, 'claimed by', claimed, line),
        counted('has it in the ledger', task.assignee ?? 'nobody'),
      ],
    },
  ];
}

function isOver({ state }: Task): boolean {
  return state === 'canceled' || state === 'rejected' || state === 'failed';
}

function place({ file }: FileFacts, label: string, value: string, line: number): StatedFigure {
  return { label, value, place: `${file}:${line}` };
}

import { l10n } from 'vscode';
import type { Task } from '../../../server/protocol/tasks.ts';
import { pointsText, stageLabel } from '../../views/contracts/taskWords.ts';
import { type ChosenRow, chooseRow } from '../chooseRow.ts';
import type { CommandContext } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { type Invocation, idFrom } from '../invocation.ts';

export interface TaskQuestion {
  readonly title: string;
  /** What will happen to the task that is selected. */
  readonly placeholder: string;
  /** Where tasks have to stand for it. */
  readonly stages: readonly Task['stage'][];
  /** Said where there is none of them. */
  readonly none: string;
}

/** The task a command is about: that of the row, that given beforehand, or one that is asked for. */
export async function chooseTask(
  context: CommandContext,
  argument: unknown,
  { stages, ...question }: TaskQuestion,
): Promise<ChosenRow<'tasks'>> {
  const chosen = await chooseRow(context, argument, {
    ...question,
    resource: 'tasks',
    name: 'task',
    fits: (task, invocation) => stages.includes(task.stage) && isBelow(task, invocation),
    choice: ({ title, points, stage, assignee, id }) => ({
      label: title,
      description: [pointsText(points), stageLabel(stage), assignee].filter(Boolean).join(' · '),
      detail: id,
    }),
  });
  const { stage, title } = chosen.row;
  if (stages.includes(stage)) return chosen;
  const wanted = stages.map(stageLabel).join(', ');
  throw new CommandRefused(
    l10n.t('"{0}" is {1}; for this it has to be: {2}.', title, stageLabel(stage), wanted),
  );
}

/** Whether it belongs to the row the command was started from, where that is a contract or an agent. */
function isBelow({ contract, assignee }: Task, invocation: Invocation): boolean {
  const [wanted, worker] = [idFrom(invocation, 'contracts'), idFrom(invocation, 'agents')];
  return (wanted === undefined || wanted === contract) && (worker === undefined || worker === assignee);
}

/** What its routes are called with. */
export function paramsOf({ contract, task }: Task): { contract: string; task: string } {
  return { contract, task };
}

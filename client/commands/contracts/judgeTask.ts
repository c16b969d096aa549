import { l10n } from 'vscode';
import type { Task } from '../../../server/protocol/tasks.ts';
import { pickOne } from '../../input/questions.ts';
import { pointsText } from '../../views/contracts/taskWords.ts';
import { askReason } from '../askReason.ts';
import type { CommandContext, CommandFunction } from '../commandContext.ts';
import { givenText, type Invocation } from '../invocation.ts';
import { chooseTask, paramsOf, type TaskQuestion } from './chooseTask.ts';

interface Judgement extends TaskQuestion {
  readonly route: 'acceptTask' | 'answerTask' | 'disputeTask' | 'reverseTask';
  /** What happens, and what the reason is for. */
  prompt(task: Task): string;
}

/** Accepts work whose evidence does not suffice. */
export const acceptTask: CommandFunction = (context, argument) =>
  judge(context, argument, {
    route: 'acceptTask',
    title: l10n.t('Accept Task'),
    placeholder: l10n.t('Select the task that counts as verified though its evidence does not suffice'),
    stages: ['unproven', 'verifying'],
    none: l10n.t('No task waits for somebody to accept it.'),
    prompt: (task) =>
      l10n.t('{0} of "{1}" may be credited without proof. Why?', pointsText(task.points), task.title),
  });

/** Answers what the worker of a task asked, which goes on with it. */
export const answerTask: CommandFunction = (context, argument) =>
  judge(context, argument, {
    route: 'answerTask',
    title: l10n.t('Answer Question of Task'),
    placeholder: l10n.t('Select the task whose worker waits for an answer'),
    stages: ['asking'],
    none: l10n.t('No worker waits for an answer.'),
    prompt: ({ assignee, note }) => l10n.t('{0} asks: {1}', assignee ?? '', note ?? ''),
  });

/** Contests a task that was verified or credited. */
export const disputeTask: CommandFunction = (context, argument) =>
  judge(context, argument, {
    route: 'disputeTask',
    title: l10n.t('Dispute Task'),
    placeholder: l10n.t('Select the task whose points are held until its dispute is decided'),
    stages: ['verified', 'credited'],
    none: l10n.t('No task is verified or credited.'),
    prompt: (task) =>
      l10n.t('{0} of "{1}" are held until it is decided. Why?', pointsText(task.points), task.title),
  });

/** Takes the credit of a task back by an entry of its own. */
export const reverseTask: CommandFunction = (context, argument) =>
  judge(context, argument, {
    route: 'reverseTask',
    title: l10n.t('Reverse Credit of Task'),
    placeholder: l10n.t('Select the task whose points go back to its contract'),
    stages: ['credited'],
    none: l10n.t('No task is credited.'),
    prompt: ({ assignee, points, contract }) =>
      l10n.t('{0} loses {1}, which go back to {2}. Why?', assignee ?? '', pointsText(points), contract),
  });

async function judge(context: CommandContext, argument: unknown, judgement: Judgement): Promise<void> {
  const chosen = await chooseTask(context, argument, judgement);
  const { session, row: task } = chosen;
  const reason = await reasonFor(context, chosen, task, judgement);
  await session.call(judgement.route, { params: paramsOf(task), body: { reason } });
  await context.views.reveal(session, 'tasks', task.id);
}

async function reasonFor(
  context: CommandContext,
  invocation: Invocation,
  task: Task,
  { title, route, prompt }: Pick<Judgement, 'title' | 'prompt'> & { readonly route: string },
): Promise<string> {
  const given = givenText(invocation, 'reason');
  return given ?? askReason(context, { title, prompt: prompt(task), key: `${route} ${task.id}` });
}

/** Decides a dispute: the credit stands, or its points go back. */
export const resolveDispute: CommandFunction = async (context, argument) => {
  const title = l10n.t('Resolve Dispute');
  const chosen = await chooseTask(context, argument, {
    title,
    placeholder: l10n.t('Select the task whose dispute is decided'),
    stages: ['disputed'],
    none: l10n.t('No task is disputed.'),
  });
  const { session, row: task } = chosen;
  const [points, worker] = [pointsText(task.points), task.assignee ?? ''];
  const choices = [
    {
      label: l10n.t('Uphold'),
      description: l10n.t('{0} keeps {1}', worker, points),
      value: 'upheld' as const,
    },
    {
      label: l10n.t('Overturn'),
      description: l10n.t('{0} go back to {1}', points, task.contract),
      value: 'overturned' as const,
    },
  ];
  const placeholder = task.note ?? task.title;
  const given = choices.find(({ value }) => value === givenText(chosen, 'outcome'))?.value;
  const outcome = given ?? (await pickOne({ placeholder, choices }, { title, step: 1, total: 2 }));
  const prompt = () => l10n.t('"{0}" is {1}. Why?', task.title, outcome);
  const reason = await reasonFor(context, chosen, task, { title, route: 'resolveTask', prompt });
  await session.call('resolveTask', { params: paramsOf(task), body: { outcome, reason } });
  await context.views.reveal(session, 'tasks', task.id);
};

/** Ends a task that is not credited. */
export const cancelTask: CommandFunction = async (context, argument) => {
  const title = l10n.t('Cancel Task');
  const chosen = await chooseTask(context, argument, {
    title,
    placeholder: l10n.t('Select the task that ends without a credit'),
    stages: ['open', 'claimed', 'asking', 'verifying', 'unproven', 'verified'],
    none: l10n.t('No task is open or under way.'),
  });
  const { session, row: task } = chosen;
  const choices = endings(task);
  const given = choices.find(({ value }) => value === givenText(chosen, 'as'))?.value;
  const placeholder = l10n.t('How does "{0}" end?', task.title);
  const as = given ?? (await pickOne({ placeholder, choices }, { title, step: 1, total: 2 }));
  const prompt = ({ assignee }: Task) =>
    assignee === null
      ? l10n.t('Nobody can claim it any more. Why?')
      : l10n.t('{0} works on it in vain. Why?', assignee);
  const reason = await reasonFor(context, chosen, task, { title, route: 'cancelTask', prompt });
  await session.call('cancelTask', { params: paramsOf(task), body: { reason, as } });
  await context.views.reveal(session, 'tasks', task.id);
};

function endings({ points, contract }: Task) {
  const canceled = l10n.t('canceled: {0} leave the scope of {1}', pointsText(points), contract);
  const rejected = l10n.t('rejected: the work does not count');
  return [
    { label: l10n.t('Not wanted any more'), description: canceled, value: 'canceled' as const },
    { label: l10n.t('Refused'), description: rejected, value: 'rejected' as const },
  ];
}

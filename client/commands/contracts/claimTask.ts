import { l10n } from 'vscode';
import type { Agent } from '../../../server/protocol/agents.ts';
import type { Task } from '../../../server/protocol/tasks.ts';
import { pickOne } from '../../input/questions.ts';
import { pointsText } from '../../views/contracts/taskWords.ts';
import { agentChoice } from '../agents/chooseAgent.ts';
import { askReason } from '../askReason.ts';
import type { ChosenRow } from '../chooseRow.ts';
import type { CommandContext, CommandFunction } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { givenText } from '../invocation.ts';
import { tell } from '../told.ts';
import { chooseTask, paramsOf } from './chooseTask.ts';

/** Takes a task out of the pool for an agent, with the leases on its files. */
export const claimTask: CommandFunction = async (context, argument) => {
  const title = l10n.t('Claim Task');
  const chosen = await chooseTask(context, argument, {
    title,
    placeholder: l10n.t('Select the task that leaves the pool'),
    stages: ['open'],
    none: l10n.t('No task is in the pool. "Add Task…" makes one.'),
  });
  const { title: name, points } = chosen.row;
  const placeholder = l10n.t('Who works on "{0}"? {1} are held for it', name, pointsText(points));
  await assign(context, chosen, { title, placeholder });
};

/** Gives a task back to the pool, or ends it as failed. */
export const releaseTask: CommandFunction = async (context, argument) => {
  const title = l10n.t('Give Task Back');
  const chosen = await chooseTask(context, argument, {
    title,
    placeholder: l10n.t('Select the task that its worker gives up'),
    stages: ['claimed', 'asking', 'unproven'],
    none: l10n.t('Nobody works on a task. "Claim Task…" takes one out of the pool.'),
  });
  const { session, row: task } = chosen;
  const choices = [
    {
      label: l10n.t('Back to the pool'),
      description: l10n.t('somebody else can claim it; {0} no longer held', pointsText(task.points)),
      value: false,
    },
    { label: l10n.t('Failed'), description: l10n.t('it could not be done, and ends'), value: true },
  ];
  const placeholder = l10n.t('What becomes of "{0}" of {1}?', task.title, task.assignee ?? '');
  const given = givenText(chosen, 'failed');
  const failed =
    given === undefined
      ? await pickOne({ placeholder, choices }, { title, step: 1, total: 1 })
      : given === 'true';
  await session.call('releaseTask', { params: paramsOf(task), body: { failed, attempt: task.attempt } });
  await context.views.reveal(session, 'tasks', task.id);
};

/** Gives a task that somebody works on to another agent. */
export const reassignTask: CommandFunction = async (context, argument) => {
  const title = l10n.t('Reassign Task');
  const chosen = await chooseTask(context, argument, {
    title,
    placeholder: l10n.t('Select the task that another agent goes on with'),
    stages: ['claimed', 'asking', 'unproven'],
    none: l10n.t('Nobody works on a task. "Claim Task…" takes one out of the pool.'),
  });
  const { assignee, title: name } = chosen.row;
  const placeholder = l10n.t('{0} loses "{1}" with its leases. Who gets it?', assignee ?? '', name);
  await assign(context, chosen, { title, placeholder });
};

async function assign(
  context: CommandContext,
  chosen: ChosenRow<'tasks'>,
  { title, placeholder }: { readonly title: string; readonly placeholder: string },
): Promise<void> {
  const { session, row: task } = chosen;
  const agent = await workerFor(chosen, title, placeholder);
  const anyway = await whyAnyway(context, chosen, { title, agent });
  const body = { ...(agent === anybody ? {} : { agent }), ...(anyway === undefined ? {} : { anyway }) };
  const { task: given, why } = await session.call('assignTask', { params: paramsOf(task), body });
  if (!given) throw new NothingToDo(why);
  await context.views.reveal(session, 'tasks', task.id);
  tell(why);
}

/** The service chooses the agent. */
const anybody = '';

/** The agent given beforehand, or one that is asked for; those that get no new task are not offered. */
async function workerFor(chosen: ChosenRow<'tasks'>, title: string, placeholder: string): Promise<string> {
  const given = givenText(chosen, 'agent');
  if (given !== undefined) return given;
  const { session, row: task } = chosen;
  const choices = [...session.store.rows('agents').values()]
    .filter((agent) => isFree(agent) && agent.id !== task.assignee)
    .map((agent) => ({ agent, missing: lackedBy(agent, task) }))
    .sort((a, b) => a.missing.length - b.missing.length)
    .map(({ agent, missing }) => {
      const { description, ...choice } = agentChoice(agent);
      const lacks = missing.length === 0 ? [] : [l10n.t('lacks {0}', missing.join(', '))];
      return { ...choice, description: [description, ...lacks].join(' · '), value: agent.id };
    });
  if (choices.length === 0) throw new NothingToDo(l10n.t('No agent can get a task now.'));
  const best = {
    label: l10n.t('Whoever Fits Best'),
    description: l10n.t('can do it, and has least to do'),
    value: anybody,
  };
  return pickOne({ placeholder, choices: [best, ...choices] }, { title, step: 1, total: 1 });
}

function isFree({ draining, quarantined, health }: Agent): boolean {
  return !draining && !quarantined && health !== 'dead' && health !== 'ended';
}

function lackedBy({ capabilities }: Agent, { requires }: Task): string[] {
  return requires.filter((one) => !capabilities.includes(one));
}

/** What may be done already, or goes to an agent that lacks what it needs, is given with a reason alone. */
async function whyAnyway(
  context: CommandContext,
  chosen: ChosenRow<'tasks'>,
  { title, agent }: { readonly title: string; readonly agent: string },
): Promise<string | undefined> {
  const { session, row: task } = chosen;
  const given = givenText(chosen, 'anyway');
  const worker = session.store.get('agents', agent);
  const missing = worker ? lackedBy(worker, task) : [];
  if (given !== undefined || (task.phantom === null && missing.length === 0)) return given;
  const prompt =
    task.phantom === null
      ? l10n.t('{0} lacks {1}. Why does it get the task anyway?', agent, missing.join(', '))
      : l10n.t('There may be nothing to do: {0} Why is it claimed anyway?', task.phantom);
  return askReason(context, { title, prompt, key: `claim ${task.id}` });
}

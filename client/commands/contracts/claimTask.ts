import { l10n } from 'vscode';
import type { Task } from '../../../server/protocol/tasks.ts';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';
import { pickOne } from '../../input/questions.ts';
import { pointsText } from '../../views/contracts/taskWords.ts';
import { agentChoice } from '../agents/chooseAgent.ts';
import { askReason } from '../askReason.ts';
import type { ChosenRow } from '../chooseRow.ts';
import type { CommandContext, CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { givenText } from '../invocation.ts';
import { chooseTask, paramsOf } from './chooseTask.ts';

/** Takes a task out of the pool for an agent. */
export const claimTask: CommandFunction = async (context, argument) => {
  const title = l10n.t('Claim Task');
  const chosen = await chooseTask(context, argument, {
    title,
    placeholder: l10n.t('Select the task that leaves the pool'),
    stages: ['open'],
    none: l10n.t('No task is in the pool. "Add Task…" makes one.'),
  });
  const { session, row: task } = chosen;
  const placeholder = l10n.t('Who works on "{0}"? {1} are held for it', task.title, pointsText(task.points));
  const agent = await workerFor(chosen, title, placeholder);
  const anyway = await whyAnyway(context, chosen, title);
  const body = { agent, ...(anyway === undefined ? {} : { anyway }) };
  await session.call('claimTask', { params: paramsOf(task), body });
  await context.views.reveal(session, 'tasks', task.id);
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

/** Gives a task that somebody works on to another agent: back to the pool, then out of it again. */
export const reassignTask: CommandFunction = async (context, argument) => {
  const title = l10n.t('Reassign Task');
  const chosen = await chooseTask(context, argument, {
    title,
    placeholder: l10n.t('Select the task that another agent goes on with'),
    stages: ['claimed', 'asking', 'unproven'],
    none: l10n.t('Nobody works on a task. "Claim Task…" takes one out of the pool.'),
  });
  const { session, row: task } = chosen;
  const placeholder = l10n.t('{0} loses "{1}". Who gets it?', task.assignee ?? '', task.title);
  const agent = await workerFor(chosen, title, placeholder);
  if (agent === task.assignee) throw new CommandRefused(l10n.t('{0} has "{1}" already.', agent, task.title));
  const params = paramsOf(task);
  const reason = l10n.t('Reassigned to {0}', agent);
  await session.call('releaseTask', { params, body: { reason, attempt: task.attempt } });
  await claimFreed(session, task, agent);
  await context.views.reveal(session, 'tasks', task.id);
};

async function claimFreed(session: RepositorySession, task: Task, agent: string): Promise<void> {
  try {
    await session.call('claimTask', { params: paramsOf(task), body: { agent } });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandRefused(l10n.t('"{0}" is in the pool now: {1}', task.title, why));
  }
}

/** The agent given beforehand, or one that is asked for; those that get no new task are not offered. */
async function workerFor(chosen: ChosenRow<'tasks'>, title: string, placeholder: string): Promise<string> {
  const given = givenText(chosen, 'agent');
  if (given !== undefined) return given;
  const { session, row: task } = chosen;
  const free = [...session.store.rows('agents').values()].filter(
    ({ draining, quarantined, health, id }) =>
      !draining && !quarantined && health !== 'dead' && health !== 'ended' && id !== task.assignee,
  );
  const lacks = (capabilities: readonly string[]) =>
    task.requires.filter((one) => !capabilities.includes(one));
  const choices = free
    .map((agent) => ({ ...agentChoice(agent), value: agent.id, missing: lacks(agent.capabilities) }))
    .sort((a, b) => a.missing.length - b.missing.length)
    .map(({ missing, description, ...choice }) => ({
      ...choice,
      description:
        missing.length === 0 ? description : l10n.t('{0} · lacks {1}', description, missing.join(', ')),
    }));
  if (choices.length === 0) throw new CommandRefused(l10n.t('No agent can get a task now.'));
  return pickOne({ placeholder, choices }, { title, step: 1, total: 1 });
}

/** A task that may be done already is claimed with a reason alone. */
async function whyAnyway(
  context: CommandContext,
  chosen: ChosenRow<'tasks'>,
  title: string,
): Promise<string | undefined> {
  const { phantom, id } = chosen.row;
  const given = givenText(chosen, 'anyway');
  if (phantom === null || given !== undefined) return given;
  const prompt = l10n.t('There may be nothing to do: {0} Why is it claimed anyway?', phantom);
  return askReason(context, { title, prompt, key: `claim ${id}` });
}

import { l10n } from 'vscode';
import { reason as reasonSchema } from '../../../server/protocol/names.ts';
import { askText, pickOne } from '../../input/questions.ts';
import { complaint } from '../../input/validation.ts';
import type { CommandFunction } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from '../invocation.ts';

/** Pauses a merge queue; what is being tested is queued again. */
export const pauseQueue: CommandFunction = async (context, argument) => {
  const title = l10n.t('Pause Merge Queue');
  const invocation = await invoke(context, argument, title);
  const target = await chooseTarget(invocation, title, false);
  const prompt = l10n.t('Reason (optional; Enter without one goes on)');
  const validate = (text: string) => (text.trim() === '' ? undefined : complaint(reasonSchema, text));
  const place = { title, step: 1, total: 1 };
  const reason = (givenText(invocation, 'reason') ?? (await askText({ prompt, validate }, place))).trim();
  const body = { ...(target === undefined ? {} : { target }), ...(reason === '' ? {} : { reason }) };
  await invocation.session.call('pauseQueue', { body });
};

/** Lets a paused merge queue go on. */
export const resumeQueue: CommandFunction = async (context, argument) => {
  const title = l10n.t('Resume Merge Queue');
  const invocation = await invoke(context, argument, title);
  const target = await chooseTarget(invocation, title, true);
  await invocation.session.call('resumeQueue', { body: target === undefined ? {} : { target } });
};

/** The target whose queue is meant; undefined for that of the base, which may not have one yet. */
async function chooseTarget(
  invocation: Invocation,
  title: string,
  paused: boolean,
): Promise<string | undefined> {
  const given = idFrom(invocation, 'queue') ?? givenText(invocation, 'target');
  if (given !== undefined) return given;
  const queues = [...invocation.session.store.rows('queue').values()];
  const fitting = queues.filter((queue) => (queue.paused !== null) === paused);
  if (fitting.length === 0 && paused) throw new NothingToDo(l10n.t('No merge queue is paused.'));
  if (fitting.length === 0 && queues.length > 0)
    throw new NothingToDo(l10n.t('Every merge queue is paused already.'));
  if (fitting.length <= 1) return fitting[0]?.target;
  const choices = fitting.map(({ target, entries }) => ({
    label: target,
    description: String(entries.length),
    value: target,
  }));
  return pickOne({ placeholder: l10n.t('Select the queue'), choices }, { title, step: 1, total: 1 });
}

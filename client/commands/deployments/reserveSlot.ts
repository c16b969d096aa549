import { l10n } from 'vscode';
import { reason as reasonSchema } from '../../../server/protocol/names.ts';
import type { Slot } from '../../../server/protocol/slots.ts';
import { askText, type Choice, pickOne } from '../../input/questions.ts';
import { runSteps, type Step } from '../../input/steps.ts';
import { complaint, wholeNumber } from '../../input/validation.ts';
import { chooseSlot } from '../chooseSlot.ts';
import type { CommandFunction } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { givenText } from '../invocation.ts';

interface Answers {
  readonly slot: Slot;
  minutes?: number | undefined;
  reason?: string | undefined;
}

/** Keeps a slot for whoever asks, for a while and with a reason that others read. */
export const reserveSlot: CommandFunction = async (context, argument) => {
  const title = l10n.t('Reserve Slot');
  const chosen = await chooseSlot(context, argument, {
    title,
    fits: ({ reservation }) => reservation === null,
    none: l10n.t('Every slot is reserved.'),
  });
  const { session, slot } = chosen;
  const minutes = givenText(chosen, 'minutes');
  const answers: Answers = {
    slot,
    minutes: minutes === undefined ? undefined : wholeNumber(minutes),
    reason: givenText(chosen, 'reason'),
  };
  await runSteps(title, answers, [
    ...(answers.minutes === undefined ? [askMinutes] : []),
    ...(answers.reason === undefined ? [askReason] : []),
  ]);
  const body = { minutes: answers.minutes ?? 0, reason: answers.reason ?? '' };
  await session.call('reserveSlot', { params: paramsOf(slot), body });
  await context.views.reveal(session, 'slots', slot.id);
};

/** Gives a reserved slot back. */
export const releaseSlot: CommandFunction = async (context, argument) => {
  const title = l10n.t('End Reservation of Slot');
  const { session, slot } = await chooseSlot(context, argument, {
    title,
    fits: ({ reservation }) => reservation !== null,
    none: l10n.t('No slot is reserved.'),
  });
  if (slot.reservation === null) throw new NothingToDo(l10n.t('Nobody has reserved slot {0}.', slot.id));
  await session.call('releaseSlot', { params: paramsOf(slot), body: {} });
  await context.views.reveal(session, 'slots', slot.id);
};

const askMinutes: Step<Answers> = async (answers, place) => {
  const hours = (count: number) => ({
    label: count === 1 ? l10n.t('1 hour') : l10n.t('{0} hours', count),
    value: count * 60,
  });
  const days = (count: number) => ({
    label: count === 1 ? l10n.t('1 day') : l10n.t('{0} days', count),
    value: count * 1440,
  });
  const choices: Choice<number>[] = [hours(1), hours(2), hours(4), hours(8), days(1), days(3), days(7)];
  const placeholder = l10n.t('For how long you keep {0}', answers.slot.id);
  answers.minutes = await pickOne({ placeholder, choices }, place);
};

const askReason: Step<Answers> = async (answers, place) => {
  const prompt = l10n.t('What for: others read it');
  const validate = (text: string) => complaint(reasonSchema, text);
  answers.reason = await askText({ prompt, validate }, place);
};

function paramsOf({ environment, team, slot }: Slot) {
  return { environment, team, slot };
}

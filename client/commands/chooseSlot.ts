import { l10n } from 'vscode';
import type { Slot } from '../../server/protocol/slots.ts';
import { pickOne } from '../input/questions.ts';
import { naturalOrder } from '../views/naturalOrder.ts';
import { slotStateLabel } from '../views/slots/slotWords.ts';
import type { CommandContext } from './commandContext.ts';
import { CommandRefused, NothingToDo } from './commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from './invocation.ts';

export interface ChosenSlot extends Invocation {
  readonly slot: Slot;
}

export interface SlotQuestion {
  readonly title: string;
  /** Which slots can be chosen. */
  fits(slot: Slot): boolean;
  /** Said where there is none of them. */
  readonly none: string;
}

/** The slot a command is about: that of the row, that given beforehand, or one that is asked for. */
export async function chooseSlot(
  context: CommandContext,
  argument: unknown,
  question: SlotQuestion,
): Promise<ChosenSlot> {
  const invocation = await invoke(context, argument, question.title);
  return { ...invocation, slot: await slotFor(invocation, question) };
}

/** As `chooseSlot`, where it is known already what the command was started with. */
export async function slotFor(invocation: Invocation, { title, fits, none }: SlotQuestion): Promise<Slot> {
  const { store } = invocation.session;
  const id = idFrom(invocation, 'slots') ?? givenText(invocation, 'slot');
  if (id !== undefined) {
    const named = store.get('slots', id);
    if (named) return named;
    throw new CommandRefused(l10n.t('There is no slot "{0}" (environment/team/slot).', id));
  }
  const slots = [...store.rows('slots').values()].filter(fits);
  const choices = slots
    .sort((a, b) => naturalOrder(a.id, b.id))
    .map((slot) => ({
      label: slot.slot,
      description: [slot.environment, slot.team, slotStateLabel(slot.state), slot.revision]
        .filter(Boolean)
        .join(' · '),
      value: slot,
    }));
  if (choices.length === 0) throw new NothingToDo(none);
  return pickOne({ placeholder: l10n.t('Select the slot'), choices }, { title, step: 1, total: 1 });
}

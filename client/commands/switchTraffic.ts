import { CancellationError, l10n, ThemeIcon, window } from 'vscode';
import type { Slot } from '../../server/protocol/slots.ts';
import { type Choice, pickOne } from '../input/questions.ts';
import { cancellable } from './cancellable.ts';
import type { CommandFunction } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from './invocation.ts';

/** The requests of which environment and team go where; null: their address is closed. */
interface Goal {
  readonly environment: string;
  readonly team: string;
  readonly slot: Slot | null;
}

/** Sends the requests of a team to another slot, once a person has seen both sides. */
export const switchTraffic: CommandFunction = async (context, argument) => {
  const title = l10n.t('Switch Traffic to Slot');
  const invocation = await invoke(context, argument, title);
  const { session } = invocation;
  const { environment, team, slot } = await chooseGoal(invocation, title);
  const live = liveSlot(invocation, environment, team);
  if (givenText(invocation, 'confirmed') !== 'true') await confirm(live, slot);
  const body = { slot: slot?.slot ?? null, expected: live?.slot ?? null };
  await cancellable(l10n.t('Switching {0} of {1}…', team, environment), (signal) =>
    session.call('switchTraffic', { params: { environment, team }, body, signal }),
  );
  await context.views.reveal(session, 'slots', (slot ?? live)?.id ?? '');
};

function liveSlot({ session }: Invocation, environment: string, team: string): Slot | undefined {
  const slots = [...session.store.rows('slots').values()];
  return slots.find((slot) => slot.live && slot.environment === environment && slot.team === team);
}

async function chooseGoal(invocation: Invocation, title: string): Promise<Goal> {
  const closed = givenText(invocation, 'close');
  if (closed !== undefined) {
    const [environment = '', team = ''] = closed.split('/');
    return { environment, team, slot: null };
  }
  const id = idFrom(invocation, 'slots') ?? givenText(invocation, 'slot');
  if (id === undefined) return askGoal(invocation, title);
  const slot = invocation.session.store.get('slots', id);
  if (slot) return { environment: slot.environment, team: slot.team, slot };
  throw new CommandRefused(l10n.t('There is no slot "{0}" (environment/team/slot).', id));
}

function askGoal({ session }: Invocation, title: string): Promise<Goal> {
  const slots = [...session.store.rows('slots').values()];
  const choices = slots.flatMap((slot): Choice<Goal>[] => {
    const { environment, team } = slot;
    const place = `${environment} · ${team}`;
    if (slot.live) {
      const label = l10n.t('No slot');
      const iconPath = new ThemeIcon('circle-slash');
      const description = l10n.t('{0} · close {1}', place, slot.address ?? '');
      return [{ label, iconPath, description, value: { environment, team, slot: null } }];
    }
    if (slot.state !== 'healthy') return [];
    const description = `${place} · ${slot.revision ?? ''}`;
    return [{ label: slot.slot, description, value: { environment, team, slot } }];
  });
  if (choices.length === 0)
    throw new CommandRefused(l10n.t('No slot is healthy. Deploy a revision to one first.'));
  const placeholder = l10n.t('Select the slot that gets the requests');
  return pickOne<Goal>({ placeholder, choices }, { title, step: 1, total: 1 });
}

async function confirm(live: Slot | undefined, slot: Slot | null): Promise<void> {
  const yes = slot === null ? l10n.t('Close') : l10n.t('Switch');
  const from = live === undefined ? l10n.t('no slot') : sideText(live);
  const to = slot === null ? l10n.t('no slot') : sideText(slot);
  const address = (slot ?? live)?.address ?? '';
  const detail = l10n.t('Now: {0}\nThen: {1}\nWhat is under way ends where it began.', from, to);
  const message =
    slot === null
      ? l10n.t('Close {0}?', address)
      : l10n.t('Send the requests to {0} to slot {1}?', address, slot.slot);
  const answer = await window.showWarningMessage(message, { modal: true, detail }, yes);
  if (answer !== yes) throw new CancellationError();
}

function sideText({ slot, state, revision, commit }: Slot): string {
  return `${slot}, ${state}, ${revision ?? ''} (${commit?.slice(0, 8) ?? ''})`;
}

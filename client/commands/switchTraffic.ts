import { CancellationError, commands, l10n, ThemeIcon, window } from 'vscode';
import { ApiError } from '../../server/protocol/apiClient.ts';
import type { Slot } from '../../server/protocol/slots.ts';
import { commandId } from '../contributions.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { type Choice, pickOne } from '../input/questions.ts';
import { plainText } from '../plainText.ts';
import { isAwaited } from '../views/deployments/deploymentRelations.ts';
import { liveSlot } from '../views/slots/liveSlot.ts';
import { askReason, type ReasonQuestion } from './askReason.ts';
import { cancellable } from './cancellable.ts';
import type { CommandFunction } from './commandContext.ts';
import { CommandRefused, NothingToDo } from './commandRefused.ts';
import { switchDetail } from './deployments/switchDetail.ts';
import { givenText, type Invocation, idFrom, invoke } from './invocation.ts';
import { tell } from './told.ts';

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
  const goal = await chooseGoal(invocation, title);
  const { environment, team, slot } = goal;
  const live = liveSlot(session.store, goal);
  if (givenText(invocation, 'confirmed') !== 'true') {
    await confirm(invocation, live, slot);
    if (slot) refuseChanged(slot, session.store.get('slots', slot.id));
  }
  const body = { slot: slot?.slot ?? null, expected: live?.slot ?? null };
  const call = (why: { reason?: string }) =>
    cancellable(l10n.t('Switching {0} of {1}…', team, environment), (signal) =>
      session.call('switchTraffic', { params: { environment, team }, body: { ...body, ...why }, signal }),
    );
  const isDone = await offeringDeployment({ session, goal }, () =>
    withReason(call, () => askReason(context, closingQuestion(goal))),
  );
  if (isDone) await context.views.reveal(session, 'slots', (slot ?? live)?.id ?? '');
};

/** Who may close what others have approved is asked why; what was agreed to is asked again with that. */
async function withReason(
  call: (why: { reason?: string }) => Promise<unknown>,
  ask: () => Promise<string>,
): Promise<unknown> {
  try {
    return await call({});
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.code !== 'reason-required') throw error;
    return call({ reason: await ask() });
  }
}

function closingQuestion({ environment, team }: Goal): ReasonQuestion {
  return {
    title: l10n.t('Close the Address of {0}', `${environment}/${team}`),
    prompt: l10n.t('Why nothing is to be reached there any more; it is recorded.'),
    key: `close/${environment}/${team}`,
  };
}

/**
 * Where gates or approvals stand before the requests, the way leads through them.
 * @returns whether it was done
 */
async function offeringDeployment(
  { session, goal }: { readonly session: RepositorySession; readonly goal: Goal },
  call: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    const revision = goal.slot?.revision;
    if (!(error instanceof ApiError) || error.problem.code !== 'deployment-required' || !revision)
      throw error;
    const given = { repository: session.id, place: `${goal.environment}/${goal.team}`, revision };
    const run = async () => commands.executeCommand(commandId.deployToSlot, given);
    tell(error.message, { title: l10n.t('Deploy…'), run });
    return false;
  }
}

/** What a person agreed to is what they saw. */
function refuseChanged(seen: Slot, now: Slot | undefined): void {
  if (now?.commit === seen.commit && now.state === seen.state) return;
  throw new CommandRefused(
    l10n.t('Slot {0} changed while you looked at it. Nothing was switched: look again.', seen.id),
  );
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
    if (slot.state !== 'healthy' || isAwaited(slot, session.store)) return [];
    const description = `${place} · ${slot.revision ?? ''}`;
    return [{ label: slot.slot, description, value: { environment, team, slot } }];
  });
  if (choices.length === 0)
    throw new NothingToDo(l10n.t('No slot is healthy. Deploy a revision to one first.'));
  const placeholder = l10n.t('Select the slot that gets the requests');
  return pickOne<Goal>({ placeholder, choices }, { title, step: 1, total: 1 });
}

async function confirm(invocation: Invocation, live: Slot | undefined, slot: Slot | null): Promise<void> {
  const yes = slot === null ? l10n.t('Close') : l10n.t('Switch');
  const address = (slot ?? live)?.address ?? '';
  const message =
    slot === null
      ? l10n.t('Close {0}?', address)
      : l10n.t('Send the requests of {0} in {1} to slot {2}?', slot.team, slot.environment, slot.slot);
  const detail = await cancellable(l10n.t('Comparing with what is live…'), (signal) =>
    switchDetail(invocation.session, live, slot, signal),
  );
  const answer = await window.showWarningMessage(
    plainText(message),
    { modal: true, detail: plainText(detail) },
    yes,
  );
  if (answer !== yes) throw new CancellationError();
}

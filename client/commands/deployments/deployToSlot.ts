import { l10n } from 'vscode';
import { rolloutStrategy } from '../../../server/protocol/configuration/rolloutConfiguration.ts';
import { runSteps } from '../../input/steps.ts';
import { callWithApproval } from '../callWithApproval.ts';
import type { CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from '../invocation.ts';
import type { DeployAnswers, DeployPlace, How } from './deployAnswers.ts';
import { askHow } from './deployHow.ts';
import { askPlace, freeSlotOf, refuseWithoutSlots } from './deployPlace.ts';
import { askRevision } from './deployRevision.ts';

/** Deploys a revision, or only starts it in a slot, after a person has seen what will happen and the command that runs. */
export const deployToSlot: CommandFunction = async (context, argument) => {
  const title = l10n.t('Deploy');
  const invocation = await invoke(context, argument, title);
  const { session } = invocation;
  refuseWithoutSlots(session.store);
  const answers: DeployAnswers = { invocation, ...givenAnswers(invocation) };
  await runSteps(title, answers, [
    ...(answers.revision === undefined ? [askRevision] : []),
    ...(answers.place === undefined ? [askPlace] : []),
    ...(answers.how === undefined ? [askHow] : []),
  ]);
  const { place, how } = answers;
  if (!place || !how) throw new Error('every question is answered');
  const slot = how.kind === 'start' ? await start(answers, place) : await request(answers, place, how);
  await (slot === undefined
    ? context.views.slots.revealGroup(session, [place.environment, place.team])
    : context.views.reveal(session, 'slots', `${place.environment}/${place.team}/${slot}`));
};

/** Builds, starts and checks it in a slot; the requests stay where they are. */
async function start({ invocation, revision = '' }: DeployAnswers, place: DeployPlace): Promise<string> {
  const { session } = invocation;
  const { environment, team } = place;
  const slot = place.slot ?? freeSlotOf(session.store, place);
  if (slot === undefined)
    throw new CommandRefused(l10n.t('No slot is free. Stop one first, or declare more in swarm.json.'));
  const params = { environment, team, slot };
  await callWithApproval(session, { team, revision }, () =>
    session.call('startSlot', { params, body: { revision } }),
  );
  return slot;
}

/** @returns the slot it goes to, where one is chosen already */
async function request(
  { invocation, revision = '' }: DeployAnswers,
  { environment, team, slot }: DeployPlace,
  how: Extract<How, { kind: 'deploy' }>,
): Promise<string | undefined> {
  const { session } = invocation;
  const body = {
    environment,
    team,
    revision,
    ...(slot === undefined ? {} : { slot }),
    ...(how.strategy === undefined ? {} : { strategy: how.strategy }),
    ...(how.bypass === undefined ? {} : { bypass: how.bypass }),
  };
  const asked = await callWithApproval(session, { team, revision }, () =>
    session.call('requestDeployment', { body }),
  );
  return asked.slot ?? undefined;
}

function givenAnswers(invocation: Invocation): Omit<DeployAnswers, 'invocation'> {
  const { store } = invocation.session;
  const again = store.get('deployments', idFrom(invocation, 'deployments') ?? '');
  const slotId = idFrom(invocation, 'slots') ?? givenText(invocation, 'slot');
  const place = givenText(invocation, 'place') ?? placeOfRow(invocation);
  return {
    revision: idFrom(invocation, 'branches') ?? givenText(invocation, 'revision') ?? again?.revision,
    place:
      again === undefined ? placeFrom(slotId ?? place) : { environment: again.environment, team: again.team },
    how: howFrom(givenText(invocation, 'how')),
  };
}

/** Of the row of a team below an environment. */
function placeOfRow({ target }: Invocation): string | undefined {
  const [environment, team] = target?.resource === 'teams' ? (target.group ?? []) : [];
  return team === undefined ? undefined : `${environment}/${team}`;
}

/** `environment/team`, with or without a slot. */
function placeFrom(text: string | undefined): DeployPlace | undefined {
  if (text === undefined) return undefined;
  const [environment = '', team = '', slot] = text.split('/');
  if (team === '') throw new CommandRefused(l10n.t('There is no slot "{0}" (environment/team/slot).', text));
  return { environment, team, slot };
}

function howFrom(text: string | undefined): How | undefined {
  if (text === undefined) return undefined;
  if (text === 'start') return { kind: 'start' };
  return { kind: 'deploy', strategy: text === 'deploy' ? undefined : rolloutStrategy.parse(text) };
}

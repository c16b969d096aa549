import { l10n } from 'vscode';
import { revision as revisionSchema } from '../../server/protocol/names.ts';
import type { Slot } from '../../server/protocol/slots.ts';
import { askText, pickOne } from '../input/questions.ts';
import { runSteps, type Step } from '../input/steps.ts';
import { complaint } from '../input/validation.ts';
import { isFree } from '../views/slots/slotPresentation.ts';
import { callWithApproval } from './callWithApproval.ts';
import type { CommandFunction } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from './invocation.ts';

interface Answers {
  readonly invocation: Invocation;
  slot?: string | undefined;
  revision?: string | undefined;
}

/** Starts a revision in a slot, after a person has seen the command that runs. */
export const deployToSlot: CommandFunction = async (context, argument) => {
  const title = l10n.t('Deploy to Slot');
  const invocation = await invoke(context, argument, title);
  const { session } = invocation;
  const answers: Answers = {
    invocation,
    slot: idFrom(invocation, 'slots') ?? givenText(invocation, 'slot'),
    revision: idFrom(invocation, 'branches') ?? givenText(invocation, 'revision'),
  };
  await runSteps(title, answers, [
    ...(answers.slot === undefined ? [askSlot] : []),
    ...(answers.revision === undefined ? [askRevision] : []),
  ]);
  const slot = slotOf(answers);
  const { environment, team, slot: name } = slot;
  const { revision = '' } = answers;
  const request = { params: { environment, team, slot: name }, body: { revision } };
  await callWithApproval(session, { team, revision }, () => session.call('startSlot', request));
  await context.views.reveal(session, 'slots', slot.id);
};

function slotOf({ invocation, slot: id = '' }: Answers): Slot {
  const slot = invocation.session.store.get('slots', id);
  if (slot) return slot;
  throw new CommandRefused(l10n.t('There is no slot "{0}" (environment/team/slot).', id));
}

const askSlot: Step<Answers> = async (answers, place) => {
  const { session, target } = answers.invocation;
  const team = target?.resource === 'branches' ? session.store.get('branches', target.id)?.team : undefined;
  const free = [...session.store.rows('slots').values()].filter(isFree);
  if (free.length === 0)
    throw new CommandRefused(l10n.t('No slot is free. Stop one first, or declare more in swarm.json.'));
  const own = free.filter((slot) => slot.team === team);
  const choices = [...own, ...free.filter((slot) => slot.team !== team)].map((slot) => ({
    label: slot.slot,
    description: `${slot.environment} · ${slot.team} · ${slot.state}`,
    value: slot.id,
  }));
  answers.slot = await pickOne({ placeholder: l10n.t('Select the slot'), choices }, place);
};

const askRevision: Step<Answers> = async (answers, place) => {
  const { team } = slotOf(answers);
  const branches = [...answers.invocation.session.store.rows('branches').values()];
  const sorted = [
    ...branches.filter((branch) => branch.team === team),
    ...branches.filter((branch) => branch.base),
    ...branches.filter((branch) => branch.team !== team && !branch.base),
  ];
  const choices = sorted.map((branch) => ({
    label: branch.name,
    description: `${branch.commit.slice(0, 8)} ${branch.subject}`,
    value: branch.name as string | undefined,
  }));
  const other = {
    label: l10n.t('Another revision…'),
    description: l10n.t('tag or commit'),
    value: undefined,
  };
  const placeholder = l10n.t('Select the revision to deploy');
  const picked = await pickOne({ placeholder, choices: [...choices, other] }, place);
  const prompt = l10n.t('Branch, tag or commit');
  const validate = (text: string) => complaint(revisionSchema, text);
  answers.revision = picked ?? (await askText({ prompt, validate }, { ...place, step: place.step + 1 }));
};

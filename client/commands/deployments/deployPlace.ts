import { l10n, ThemeIcon } from 'vscode';
import type { Slot } from '../../../server/protocol/slots.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import { type Choice, pickOne } from '../../input/questions.ts';
import type { Step } from '../../input/steps.ts';
import { naturalOrder } from '../../views/naturalOrder.ts';
import { isFree } from '../../views/slots/slotPresentation.ts';
import { slotStateLabel } from '../../views/slots/slotWords.ts';
import { CommandRefused } from '../commandRefused.ts';
import { openConfigurationRemedy } from '../remedy.ts';
import type { DeployAnswers, DeployPlace } from './deployAnswers.ts';

/** Asks for the environment, or for one of its slots; those of the branch's team stand above. */
export const askPlace: Step<DeployAnswers> = async (answers, place) => {
  const { store } = answers.invocation.session;
  const { target } = answers.invocation;
  const ownTeam =
    target?.resource === 'teams' ? target.id : store.get('branches', answers.revision ?? '')?.team;
  const slots = deployableSlots(store);
  const groups = Map.groupBy(slots, ({ environment, team }) => `${environment}/${team}`);
  const choices = [...groups.values()]
    .sort((a, b) => compareGroups(a, b, ownTeam))
    .flatMap((group) => [...anySlot(group), ...group.filter(takesRevision).map(oneSlot)]);
  const placeholder = l10n.t('Select where {0} goes', answers.revision ?? '');
  answers.place = await pickOne({ placeholder, choices }, place);
};

/** @throws {CommandRefused} nothing can be deployed anywhere */
export function refuseWithoutSlots(store: LiveStore): void {
  if (deployableSlots(store).length > 0) return;
  const remedy = openConfigurationRemedy();
  throw new CommandRefused(l10n.t('No team has slots to deploy to. Declare some in swarm.json.'), { remedy });
}

/** A slot that takes a new revision at once; undefined where none does. */
export function freeSlotOf(store: LiveStore, { environment, team }: DeployPlace): string | undefined {
  const free = [...store.rows('slots').values()]
    .filter((slot) => slot.environment === environment && slot.team === team && isFree(slot))
    .sort((a, b) => Number(a.reservation !== null) - Number(b.reservation !== null));
  return free[0]?.slot;
}

function deployableSlots(store: LiveStore): Slot[] {
  return [...store.rows('slots').values()].filter((slot) => mayDeploy(store, slot));
}

function mayDeploy(store: LiveStore, { team, environment }: Slot): boolean {
  const row = store.get('teams', team);
  return row === undefined || row.environments === null || row.environments.includes(environment);
}

function compareGroups(a: readonly Slot[], b: readonly Slot[], ownTeam: string | null | undefined): number {
  const [one, other] = [a[0], b[0]];
  if (!one || !other) return 0;
  return (
    Number(other.team === ownTeam) - Number(one.team === ownTeam) ||
    naturalOrder(one.team, other.team) ||
    naturalOrder(one.environment, other.environment)
  );
}

/** What is live is replaced by another slot, never in its own. */
function takesRevision({ live, state }: Slot): boolean {
  return !live && state !== 'stopping' && state !== 'starting';
}

function anySlot(group: readonly Slot[]): Choice<DeployPlace>[] {
  const [first] = group;
  if (!first) return [];
  const { environment, team } = first;
  const live = group.find((slot) => slot.live);
  const facts = [team, live ? l10n.t('live: {0}', live.revision ?? '') : l10n.t('nothing is live')];
  return [
    {
      label: environment,
      description: facts.join(' · '),
      group: team,
      iconPath: new ThemeIcon('server-environment'),
      value: { environment, team },
    },
  ];
}

function oneSlot({ environment, team, slot, state, revision, reservation }: Slot): Choice<DeployPlace> {
  const reserved = reservation && l10n.t('reserved by {0}', reservation.by);
  return {
    label: slot,
    description: [environment, team, slotStateLabel(state), revision, reserved].filter(Boolean).join(' · '),
    group: team,
    iconPath: new ThemeIcon('circle-outline'),
    value: { environment, team, slot },
  };
}

import { l10n } from 'vscode';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import type { Slot } from '../../../server/protocol/slots.ts';
import { pickOne } from '../../input/questions.ts';
import type { OutputName } from '../../outputs/outputSource.ts';
import { stateLabel } from '../../views/deployments/deploymentWords.ts';
import { gatePartId, stepPartId } from '../../views/deployments/stepParts.ts';
import { slotStateLabel } from '../../views/slots/slotWords.ts';
import { chooseSlot } from '../chooseSlot.ts';
import type { CommandContext, CommandFunction } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { givenText } from '../invocation.ts';
import { chooseDeployment } from './chooseDeployment.ts';

/** Opens what the program in a slot writes, as a document that follows. */
export const openSlotLog: CommandFunction = (context, argument) =>
  openSlotOutput(context, argument, {
    of: 'program',
    title: l10n.t('Open Slot Output'),
    fileOf: 'log',
    none: l10n.t('No slot has an output yet. Deploy a branch first.'),
  });

/** Opens what the build of a slot's revision printed. */
export const openSlotBuildLog: CommandFunction = (context, argument) =>
  openSlotOutput(context, argument, {
    of: 'build',
    title: l10n.t('Open Build Output of Slot'),
    fileOf: 'buildLog',
    none: l10n.t('Nothing that is in a slot was built before it started.'),
  });

interface SlotOutput {
  readonly of: 'program' | 'build';
  readonly title: string;
  readonly fileOf: 'log' | 'buildLog';
  /** Said where no slot has it. */
  readonly none: string;
}

async function openSlotOutput(
  context: CommandContext,
  argument: unknown,
  { of, title, fileOf, none }: SlotOutput,
): Promise<void> {
  const fits = (one: Slot) => one[fileOf] !== null;
  const { session, slot } = await chooseSlot(context, argument, { title, fits, none });
  if (slot[fileOf] === null) throw new NothingToDo(l10n.t('Slot {0} has no such output yet.', slot.id));
  if (of === 'build') return context.outputs.show(session, { slot: slot.id, of }, `${slot.id} build`);
  const instance = slot.instances.length > 1 ? await pickInstance(slot, title) : undefined;
  const name = instance === undefined ? slot.id : `${slot.id} ${instance}`;
  await context.outputs.show(session, { slot: slot.id, of, ...(instance ? { instance } : {}) }, name);
}

/** Each has an output of its own. */
function pickInstance({ instances }: Slot, title: string): Promise<string> {
  const choices = instances.map(({ instance, state, url }) => ({
    label: l10n.t('Instance {0}', instance),
    description: [slotStateLabel(state), url].filter(Boolean).join(' · '),
    value: String(instance),
  }));
  const placeholder = l10n.t('Select the instance');
  return pickOne({ placeholder, choices }, { title, step: 1, total: 1 });
}

/** An output of a deployment and what it is called. */
interface DeploymentOutput {
  readonly label: string;
  readonly partId: string;
  readonly name: OutputName;
}

/** Opens what a step or a gate of a deployment printed, as a document that follows. */
export const openDeploymentLog: CommandFunction = async (context, argument) => {
  const title = l10n.t('Open Output of Deployment');
  const chosen = await chooseDeployment(context, argument, {
    title,
    placeholder: l10n.t('Select the deployment'),
    fits: (deployment) => outputsOf(deployment).length > 0,
    none: l10n.t('No deployment has any output yet.'),
  });
  const { session, deployment, target } = chosen;
  const outputs = outputsOf(deployment);
  const part = target?.part ?? givenText(chosen, 'part');
  const named = outputs.find(({ partId }) => partId === part);
  if (outputs.length === 0)
    throw new NothingToDo(l10n.t('Deployment #{0} has no output yet.', deployment.id));
  const choices = outputs.map((value) => ({ label: value.label, value }));
  const placeholder = l10n.t('Select what printed it');
  const { name, label } = named ?? (await pickOne({ placeholder, choices }, { title, step: 1, total: 1 }));
  await context.outputs.show(session, name, `#${deployment.id} ${label}`);
};

function outputsOf({ id, steps, gates }: Deployment): DeploymentOutput[] {
  const ofSteps = steps.flatMap(({ state, log }, index) =>
    log === null
      ? []
      : [{ label: stateLabel(state), partId: stepPartId(index), name: { deployment: id, step: state } }],
  );
  const ofGates = gates.flatMap(({ name, log }) =>
    log === null
      ? []
      : [
          {
            label: l10n.t('gate {0}', name),
            partId: gatePartId(name),
            name: { deployment: id, gate: name },
          },
        ],
  );
  return [...ofSteps, ...ofGates];
}

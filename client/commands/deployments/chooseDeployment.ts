import { l10n } from 'vscode';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { pickOne } from '../../input/questions.ts';
import { deploymentIn, newerFirst } from '../../views/deployments/deploymentRelations.ts';
import { stateLabel } from '../../views/deployments/deploymentWords.ts';
import type { CommandContext } from '../commandContext.ts';
import { CommandRefused, NothingToDo } from '../commandRefused.ts';
import { givenText, type Invocation, invoke } from '../invocation.ts';

export interface DeploymentQuestion {
  readonly title: string;
  readonly placeholder: string;
  /** Which deployments can be chosen. */
  fits(deployment: Deployment): boolean;
  /** Said where there is none of them. */
  readonly none: string;
}

export interface ChosenDeployment extends Invocation {
  readonly deployment: Deployment;
}

/** The deployment a command is about: that of the row it was started from, that given beforehand, or one that is asked for. */
export async function chooseDeployment(
  context: CommandContext,
  argument: unknown,
  question: DeploymentQuestion,
): Promise<ChosenDeployment> {
  const invocation = await invoke(context, argument, question.title);
  const deployment = namedDeployment(invocation) ?? (await askDeployment(invocation, question));
  return { ...invocation, deployment };
}

/** The deployment of the row a command was started from, or that given beforehand. */
export function namedDeployment(invocation: Invocation): Deployment | undefined {
  const id = deploymentOfRow(invocation) ?? givenText(invocation, 'deployment');
  if (id === undefined) return undefined;
  const deployment = invocation.session.store.get('deployments', id);
  if (!deployment) throw new CommandRefused(l10n.t('There is no deployment #{0} in the list.', id));
  return deployment;
}

/** Of a deployment's own row, or of the slot it is shown below. */
function deploymentOfRow({ target, session }: Invocation): string | undefined {
  if (target?.resource === 'deployments') return target.id;
  const slot = target?.resource === 'slots' ? session.store.get('slots', target.id) : undefined;
  return slot && deploymentIn(slot, session.store)?.id;
}

function askDeployment(
  { session }: Invocation,
  { title, placeholder, fits, none }: DeploymentQuestion,
): Promise<Deployment> {
  const rows = [...session.store.rows('deployments').values()].filter(fits).sort(newerFirst);
  if (rows.length === 0) throw new NothingToDo(none);
  const choices = rows.map((row) => ({
    label: `#${row.id} ${row.revision}`,
    description: `${row.environment} · ${row.team} · ${stateLabel(row.state)}`,
    ...(row.problem === null ? {} : { detail: row.problem }),
    value: row,
  }));
  return pickOne({ placeholder, choices }, { title, step: 1, total: 1 });
}

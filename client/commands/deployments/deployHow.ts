import { l10n, ThemeIcon } from 'vscode';
import type { EnvironmentRules } from '../../../server/protocol/configuration/environmentRules.ts';
import { rolloutStrategy } from '../../../server/protocol/configuration/rolloutConfiguration.ts';
import { reason as reasonSchema } from '../../../server/protocol/names.ts';
import { askText, type Choice, pickOne } from '../../input/questions.ts';
import type { Step } from '../../input/steps.ts';
import { complaint } from '../../input/validation.ts';
import { strategyLabel } from '../../views/deployments/deploymentWords.ts';
import { CommandRefused } from '../commandRefused.ts';
import type { DeployAnswers, DeployPlace, How } from './deployAnswers.ts';
import { freeSlotOf } from './deployPlace.ts';
import { planText } from './planText.ts';

/** Shows what will happen, for each way of doing it. */
export const askHow: Step<DeployAnswers> = async (answers, stepPlace) => {
  const { invocation, place, revision = '' } = answers;
  if (!place) throw new Error('where it goes was asked before');
  const all = await invocation.session.call('environmentRules');
  const rules = all.find(({ environment }) => environment === place.environment);
  if (!rules)
    throw new CommandRefused(l10n.t('swarm.json declares no environment "{0}".', place.environment));
  const isStartable = place.slot !== undefined || freeSlotOf(invocation.session.store, place) !== undefined;
  const choices = [
    ...deployChoices(rules, rules.instances[place.team] ?? 1),
    ...(isStartable ? [startChoice()] : []),
    bypassChoice(),
  ];
  const placeholder = l10n.t('What is to happen with {0} in {1}', revision, nameOf(place));
  const picked = await pickOne<How | 'bypass'>({ placeholder, choices }, stepPlace);
  answers.how = picked === 'bypass' ? await askBypass(stepPlace) : picked;
};

/** The strategy of the environment first. */
function deployChoices(rules: EnvironmentRules, instances: number): Choice<How>[] {
  const others = rolloutStrategy.options.filter((one) => one !== rules.strategy);
  // There is nothing to replace one by one where a slot has one instance.
  const possible = [rules.strategy, ...others].filter((one) => one !== 'rolling' || instances > 1);
  return possible.map((strategy) => ({
    label: l10n.t('Deploy {0}', strategyLabel(strategy)),
    // A long plan is cut at its end, where this would stand otherwise.
    description: rules.closed.join(' · '),
    detail: planText(rules, strategy, instances),
    iconPath: new ThemeIcon('rocket'),
    value: { kind: 'deploy', ...(strategy === rules.strategy ? {} : { strategy }) },
  }));
}

function startChoice(): Choice<How> {
  return {
    label: l10n.t('Start without requests'),
    detail: l10n.t('build, start and check it in the slot; the requests stay where they are'),
    iconPath: new ThemeIcon('play'),
    value: { kind: 'start' },
  };
}

function bypassChoice(): Choice<'bypass'> {
  return {
    label: l10n.t('Deploy past gates, windows and freezes…'),
    detail: l10n.t('for who may do so in this environment, with a reason that is recorded'),
    iconPath: new ThemeIcon('debug-step-over'),
    value: 'bypass',
  };
}

async function askBypass(place: Parameters<Step<DeployAnswers>>[1]): Promise<How> {
  const prompt = l10n.t('Why the rules are passed over: recorded, and shown with the deployment');
  const validate = (text: string) => complaint(reasonSchema, text);
  const bypass = await askText({ prompt, validate }, { ...place, step: place.step + 1 });
  return { kind: 'deploy', bypass };
}

function nameOf({ environment, team, slot }: DeployPlace): string {
  return [environment, team, slot].filter(Boolean).join('/');
}

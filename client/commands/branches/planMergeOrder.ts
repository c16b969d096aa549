import { l10n, QuickPickItemKind, ThemeIcon } from 'vscode';
import type { MergePlan } from '../../../server/protocol/mergePlan.ts';
import { pickMany } from '../../input/questions.ts';
import { cancellable } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { invoke } from '../invocation.ts';
import { tell } from '../told.ts';
import { enqueueAll } from './enqueueAll.ts';
import { reasonText } from './reasonText.ts';

/** Shows in which order the ready branches merge with the fewest conflicts, and enqueues those that are chosen so. */
export const planMergeOrder: CommandFunction = async (context, argument) => {
  const title = l10n.t('Plan Merge Order');
  const { session } = await invoke(context, argument, title);
  const plan = await cancellable(l10n.t('Trying orders of merging…'), (signal) =>
    session.call('planMerges', { body: {}, signal }),
  );
  if (plan.steps.length === 0) throw new NothingToDo(l10n.t('No branch has anything to merge.'));
  const chosen = await pickMany(
    { placeholder: placeholderOf(plan), choices: choicesOf(plan) },
    { title, step: 1, total: 1 },
  );
  const branches = plan.steps.map(({ name }) => name).filter((name) => chosen.includes(name));
  if (branches.length === 0) return tell(l10n.t('Nothing was ticked: the merge queue is as it was.'));
  await enqueueAll(session, branches, plan.base);
};

function placeholderOf({ exact, base }: MergePlan): string {
  return exact
    ? l10n.t('The best order into {0}. Enqueue the selected?', base)
    : l10n.t('A good order into {0}. Enqueue the selected?', base);
}

function choicesOf({ steps }: MergePlan) {
  const merging = steps.filter(({ state }) => state === 'merges');
  const others = steps.filter(({ state }) => state !== 'merges');
  const separator = { label: l10n.t('do not merge'), kind: QuickPickItemKind.Separator, value: '' };
  return [
    ...merging.map(({ name, why }, index) => ({
      label: `${index + 1}. ${name}`,
      detail: why,
      picked: false,
      value: name,
    })),
    ...(others.length > 0 ? [separator] : []),
    ...others.map(({ name, why, files }) => ({
      label: name,
      iconPath: new ThemeIcon('warning'),
      detail: reasonText(why, files),
      fixed: true,
      value: name,
    })),
  ];
}

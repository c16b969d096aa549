import { l10n } from 'vscode';
import { type Contract, createContractSchema } from '../../../server/protocol/contracts.ts';
import { askText, pickOne } from '../../input/questions.ts';
import type { Step } from '../../input/steps.ts';
import { complaint, wholeNumber } from '../../input/validation.ts';
import { askReason } from '../askReason.ts';
import type { CommandFunction } from '../commandContext.ts';
import { givenText } from '../invocation.ts';
import { chooseContract } from './chooseContract.ts';
import { dayOf, endOfDay, isDay } from './deadline.ts';

type Field = 'title' | 'total' | 'deadline';

interface Answers {
  readonly contract: Contract;
  field?: Field | undefined;
  value?: string | undefined;
}

/** Changes title, budget or deadline of a contract, with a reason. */
export const amendContract: CommandFunction = async (context, argument) => {
  const title = l10n.t('Amend Contract');
  const chosen = await chooseContract(context, argument, {
    title,
    placeholder: l10n.t('Select the contract whose title, budget or deadline changes'),
    fits: ({ closed }) => closed === null,
    none: l10n.t('No contract is open.'),
  });
  const { session, row: contract } = chosen;
  const key = `amend ${contract.id}`;
  const answers: Answers = { contract };
  await context.drafts.run({ key, title, answers }, [askField, askValue]);
  const prompt = l10n.t('{0} changes for everybody. Why?', contract.id);
  const reason =
    givenText(chosen, 'reason') ?? (await askReason(context, { title, prompt, key: `${key} why` }));
  const body = { ...changeOf(answers), reason };
  await session.call('amendContract', { params: { contract: contract.id }, body });
  context.drafts.forget(key);
  await context.views.reveal(session, 'contracts', contract.id);
};

const askField: Step<Answers> = async (answers, place) => {
  const { title, total, deadline, credited, held } = answers.contract;
  const choices = [
    { label: l10n.t('Title'), description: title, value: 'title' as const },
    {
      label: l10n.t('Budget'),
      description: l10n.t('{0} points, of which {1} are credited and {2} held', total, credited, held),
      value: 'total' as const,
    },
    { label: l10n.t('Deadline'), description: dayOf(deadline), value: 'deadline' as const },
  ];
  const before = answers.field;
  answers.field = await pickOne({ placeholder: l10n.t('What changes?'), choices }, place);
  if (answers.field !== before) answers.value = undefined;
};

const { title: titleSchema, total: totalSchema } = createContractSchema.shape;

const askValue: Step<Answers> = async (answers, place) => {
  const { title, total, deadline } = answers.contract;
  const prompts: { readonly [Name in Field]: string } = {
    title: l10n.t('New title'),
    total: l10n.t('Points in all from now on'),
    deadline: l10n.t('New deadline as year-month-day; empty for none'),
  };
  const present: { readonly [Name in Field]: string } = {
    title,
    total: `${total}`,
    deadline: dayOf(deadline),
  };
  const field = answers.field ?? 'title';
  const validate = (text: string) => wrongWith(field, text);
  answers.value = await askText(
    { prompt: prompts[field], validate, value: answers.value ?? present[field] },
    place,
  );
};

function wrongWith(field: Field, text: string): string | undefined {
  if (field === 'title') return complaint(titleSchema, text);
  if (field === 'total') return complaint(totalSchema, wholeNumber(text));
  return isDay(text) ? undefined : l10n.t('Write it as 2026-12-24, or leave it empty.');
}

function changeOf({ field, value = '' }: Answers) {
  if (field === 'title') return { title: value };
  return field === 'total' ? { total: wholeNumber(value) } : { deadline: endOfDay(value) ?? null };
}

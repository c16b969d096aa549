import { l10n } from 'vscode';
import { createContractSchema } from '../../../server/protocol/contracts.ts';
import { askText } from '../../input/questions.ts';
import type { Step } from '../../input/steps.ts';
import { complaint, wholeNumber } from '../../input/validation.ts';
import type { CommandFunction } from '../commandContext.ts';
import { givenText, type Invocation, invoke } from '../invocation.ts';
import { endOfDay, isDay } from './deadline.ts';

interface Answers {
  readonly invocation: Invocation;
  id?: string | undefined;
  title?: string | undefined;
  total?: string | undefined;
  deadline?: string | undefined;
}

const { id: idSchema, title: titleSchema, total: totalSchema } = createContractSchema.shape;
const key = 'create contract';

/** Creates a contract with a budget of points. */
export const createContract: CommandFunction = async (context, argument) => {
  const title = l10n.t('Create Contract');
  const invocation = await invoke(context, argument, title);
  const answers: Answers = {
    invocation,
    id: givenText(invocation, 'id'),
    title: givenText(invocation, 'title'),
    total: givenText(invocation, 'total'),
    deadline: givenText(invocation, 'deadline'),
  };
  const given = answers.id !== undefined && answers.title !== undefined && answers.total !== undefined;
  const steps = given ? [] : [askId, askTitle, askTotal, askDeadline];
  await context.drafts.run({ key, title, answers }, steps);
  const end = endOfDay(answers.deadline ?? '');
  const body = {
    id: answers.id ?? '',
    title: answers.title ?? '',
    total: wholeNumber(answers.total ?? ''),
    ...(end === undefined ? {} : { deadline: end }),
  };
  const contract = await invocation.session.call('createContract', { body });
  context.drafts.forget(key);
  await context.views.reveal(invocation.session, 'contracts', contract.id);
};

const askId: Step<Answers> = async (answers, place) => {
  const taken = (text: string) => answers.invocation.session.store.get('contracts', text);
  const validate = (text: string) =>
    complaint(idSchema, text) ?? (taken(text) && l10n.t('This contract exists already.'));
  answers.id = await askText(
    { prompt: l10n.t('Id of the contract'), validate, value: answers.id ?? '' },
    place,
  );
};

const askTitle: Step<Answers> = async (answers, place) => {
  const validate = (text: string) => complaint(titleSchema, text);
  const prompt = l10n.t('Title: what is to be reached');
  const keep = (text: string) => {
    answers.title = text;
  };
  answers.title = await askText({ prompt, validate, keep, value: answers.title ?? '' }, place);
};

const askTotal: Step<Answers> = async (answers, place) => {
  const validate = (text: string) => complaint(totalSchema, wholeNumber(text));
  const prompt = l10n.t('Points in all: never more than these are paid');
  answers.total = await askText({ prompt, validate, value: answers.total ?? '' }, place);
};

const askDeadline: Step<Answers> = async (answers, place) => {
  const prompt = l10n.t('Deadline as year-month-day (optional). Enter creates the contract');
  const wrong = l10n.t('Write it as 2026-12-24, or leave it empty.');
  const validate = (text: string) => (isDay(text) ? undefined : wrong);
  answers.deadline = await askText({ prompt, validate, value: answers.deadline ?? '' }, place);
};

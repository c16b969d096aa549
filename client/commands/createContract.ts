import { l10n } from 'vscode';
import { createContractSchema } from '../../server/protocol/contracts.ts';
import { askText } from '../input/questions.ts';
import { runSteps, type Step } from '../input/steps.ts';
import { complaint, wholeNumber } from '../input/validation.ts';
import type { CommandFunction } from './commandContext.ts';
import { givenText, type Invocation, invoke } from './invocation.ts';

interface Answers {
  readonly invocation: Invocation;
  id?: string | undefined;
  title?: string | undefined;
  total?: string | undefined;
}

const { id: idSchema, title: titleSchema, total: totalSchema } = createContractSchema.shape;

/** Creates a contract with a budget of points. */
export const createContract: CommandFunction = async (context, argument) => {
  const title = l10n.t('Create Contract');
  const invocation = await invoke(context, argument, title);
  const answers: Answers = {
    invocation,
    id: givenText(invocation, 'id'),
    title: givenText(invocation, 'title'),
    total: givenText(invocation, 'total'),
  };
  const questions = { id: askId, title: askTitle, total: askTotal };
  const open = (['id', 'title', 'total'] as const).filter((name) => answers[name] === undefined);
  await runSteps(
    title,
    answers,
    open.map((name) => questions[name]),
  );
  const body = { id: answers.id ?? '', title: answers.title ?? '', total: wholeNumber(answers.total ?? '') };
  const contract = await invocation.session.call('createContract', { body });
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
  answers.title = await askText({ prompt: l10n.t('Title'), validate, value: answers.title ?? '' }, place);
};

const askTotal: Step<Answers> = async (answers, place) => {
  const validate = (text: string) => complaint(totalSchema, wholeNumber(text));
  answers.total = await askText(
    { prompt: l10n.t('Points in all'), validate, value: answers.total ?? '' },
    place,
  );
};

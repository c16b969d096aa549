import { l10n } from 'vscode';
import { type Contract, points as pointsSchema } from '../../../server/protocol/contracts.ts';
import { identifier, reason as reasonSchema } from '../../../server/protocol/names.ts';
import { askText, pickOne } from '../../input/questions.ts';
import type { Step } from '../../input/steps.ts';
import { complaint, wholeNumber } from '../../input/validation.ts';
import type { CommandFunction } from '../commandContext.ts';
import { CommandRefused, NothingToDo } from '../commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from '../invocation.ts';

interface Answers {
  readonly invocation: Invocation;
  contract?: string | undefined;
  agent?: string | undefined;
  points?: string | undefined;
  reason?: string | undefined;
}

/** Credits points of a contract to an agent, with a reason. */
export const creditPoints: CommandFunction = async (context, argument) => {
  const title = l10n.t('Credit Points');
  const invocation = await invoke(context, argument, title);
  const answers: Answers = {
    invocation,
    contract: idFrom(invocation, 'contracts') ?? givenText(invocation, 'contract'),
    agent: idFrom(invocation, 'agents') ?? givenText(invocation, 'agent'),
    points: givenText(invocation, 'points'),
    reason: givenText(invocation, 'reason'),
  };
  const questions = { contract: askContract, agent: askAgent, points: askPoints, reason: askReason };
  const open = (['contract', 'agent', 'points', 'reason'] as const).filter(
    (name) => answers[name] === undefined,
  );
  const key = `credit ${answers.contract ?? ''} ${answers.agent ?? ''}`;
  await context.drafts.run(
    { key, title, answers },
    open.map((name) => questions[name]),
  );
  const contract = contractOf(answers);
  const body = {
    agent: answers.agent ?? '',
    points: wholeNumber(answers.points ?? ''),
    reason: answers.reason ?? '',
  };
  await invocation.session.call('creditPoints', { params: { contract: contract.id }, body });
  context.drafts.forget(key);
  await context.views.reveal(invocation.session, 'contracts', contract.id);
};

function contractOf({ invocation, contract: id = '' }: Answers): Contract {
  const contract = invocation.session.store.get('contracts', id);
  if (contract) return contract;
  throw new CommandRefused(l10n.t('There is no contract "{0}".', id));
}

const askContract: Step<Answers> = async (answers, place) => {
  const contracts = [...answers.invocation.session.store.rows('contracts').values()];
  const open = contracts.filter((contract) => contract.remaining > 0);
  if (open.length === 0) throw new NothingToDo(l10n.t('No contract has points left. Create one first.'));
  const choices = open.map((contract) => ({
    label: contract.id,
    description: l10n.t('{0} of {1} points left', contract.remaining, contract.total),
    detail: contract.title,
    value: contract.id,
  }));
  answers.contract = await pickOne({ placeholder: l10n.t('Select the contract'), choices }, place);
};

const askAgent: Step<Answers> = async (answers, place) => {
  const agents = [...answers.invocation.session.store.rows('agents').values()];
  const choices = agents.map((agent) => ({
    label: agent.name,
    description: agent.state,
    value: agent.id as string | undefined,
  }));
  const other = { label: l10n.t('Another agent…'), value: undefined };
  const placeholder = l10n.t('Select who gets the points');
  const picked = await pickOne({ placeholder, choices: [...choices, other] }, place);
  const validate = (text: string) => complaint(identifier, text);
  const prompt = l10n.t('Id of the agent');
  answers.agent = picked ?? (await askText({ prompt, validate }, { ...place, step: place.step + 1 }));
};

const askPoints: Step<Answers> = async (answers, place) => {
  const { remaining } = contractOf(answers);
  const validate = (text: string) =>
    complaint(pointsSchema.max(remaining, `only ${remaining} points are left`), wholeNumber(text));
  const prompt = l10n.t('Points, at most {0}', remaining);
  answers.points = await askText({ prompt, validate, value: answers.points ?? '' }, place);
};

const askReason: Step<Answers> = async (answers, place) => {
  const validate = (text: string) => complaint(reasonSchema, text);
  const prompt = l10n.t('Reason: what was done for these points');
  const keep = (text: string) => {
    answers.reason = text;
  };
  answers.reason = await askText({ prompt, validate, keep, value: answers.reason ?? '' }, place);
};

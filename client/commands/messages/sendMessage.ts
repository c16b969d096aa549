import { l10n } from 'vscode';
import { type Address, addressSchema, sendMessageSchema } from '../../../server/protocol/messages.ts';
import { type Priority, prioritySchema } from '../../../server/protocol/priority.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import { askText, type Choice, pickOne } from '../../input/questions.ts';
import type { Step } from '../../input/steps.ts';
import { complaint } from '../../input/validation.ts';
import { agentChoice } from '../agents/chooseAgent.ts';
import type { CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from '../invocation.ts';
import { tell } from '../told.ts';
import { addressText } from './addressText.ts';

interface Answers {
  readonly store: LiveStore;
  to?: Address | undefined;
  priority?: Priority | undefined;
  subject?: string | undefined;
  text?: string | undefined;
}

/** Sends a message to an agent, a role, a team or all; what was typed is kept until it is sent. */
export const sendMessage: CommandFunction = async (context, argument) => {
  const title = l10n.t('Send Message');
  const invocation = await invoke(context, argument, title);
  const { session } = invocation;
  const to = givenAddress(invocation);
  const subject = givenText(invocation, 'subject');
  const text = givenText(invocation, 'text');
  const priority = prioritySchema.safeParse(givenText(invocation, 'priority')).data;
  const answers: Answers = { store: session.store, to, subject, text, priority };
  const key = `message ${JSON.stringify(to ?? null)}`;
  const open = [
    ...(to ? [] : [askTo]),
    ...(subject === undefined ? [askSubject, askMessage, askPriority] : []),
  ];
  await context.drafts.run({ key, title, answers }, open);
  if (!answers.to) throw new CommandRefused(l10n.t('Say whom the message is for.'));
  const body = {
    to: answers.to,
    subject: answers.subject ?? '',
    text: answers.text ?? '',
    priority: answers.priority ?? ('normal' as const),
  };
  await session.call('sendMessage', { body });
  context.drafts.forget(key);
  tell(l10n.t('Sent to {0}: {1}', addressText(answers.to), body.subject));
};

function givenAddress(invocation: Invocation): Address | undefined {
  const agent = idFrom(invocation, 'agents') ?? givenText(invocation, 'agent');
  const team = idFrom(invocation, 'teams');
  if (agent !== undefined) return { agent };
  if (team !== undefined) return { team };
  return addressSchema.safeParse(invocation.given['to']).data;
}

const askTo: Step<Answers> = async (answers, place) => {
  const agents = [...answers.store.rows('agents').values()];
  const count = (number: number) => l10n.t('{0} agents', number);
  const named = <Kind extends 'role' | 'team'>(kind: Kind) =>
    [...Map.groupBy(agents, (agent) => agent[kind] || undefined)].flatMap(([name, own]) =>
      name === undefined ? [] : [{ label: name, description: count(own.length), value: name }],
    );
  const choices: Choice<Address>[] = [
    { label: l10n.t('All agents'), description: count(agents.length), value: { all: true } },
    ...named('team').map(({ value, label, description }) => ({
      label: l10n.t('Team {0}', label),
      description,
      value: { team: value },
    })),
    ...named('role').map(({ value, label, description }) => ({
      label: l10n.t('Role {0}', label),
      description,
      value: { role: value },
    })),
    ...agents.map((agent) => ({ ...agentChoice(agent), value: { agent: agent.id } })),
  ];
  answers.to = await pickOne({ placeholder: l10n.t('Select whom the message is for'), choices }, place);
};

const { subject: subjectSchema, text: textSchema } = sendMessageSchema.shape;

const askSubject: Step<Answers> = async (answers, place) => {
  const whom = answers.to ? addressText(answers.to) : '';
  answers.subject = await askText(
    {
      prompt: l10n.t('Subject of the message to {0}', whom),
      value: answers.subject ?? '',
      keep: (typed) => {
        answers.subject = typed;
      },
      validate: (typed) => complaint(subjectSchema, typed),
    },
    place,
  );
};

const askMessage: Step<Answers> = async (answers, place) => {
  answers.text = await askText(
    {
      prompt: l10n.t('Message (optional; agents read it as text)'),
      value: answers.text ?? '',
      keep: (typed) => {
        answers.text = typed;
      },
      validate: (typed) => complaint(textSchema, typed),
    },
    place,
  );
};

const askPriority: Step<Answers> = async (answers, place) => {
  const labels: { readonly [Each in Priority]: string } = {
    normal: l10n.t('Normal'),
    high: l10n.t('High'),
    urgent: l10n.t('Urgent: read before everything else'),
    low: l10n.t('Low'),
  };
  const order: readonly Priority[] = ['normal', 'high', 'urgent', 'low'];
  const choices = order.map((value) => ({ label: labels[value], value }));
  const placeholder = l10n.t('Enter sends it: with which priority?');
  answers.priority = await pickOne({ placeholder, choices }, place);
};

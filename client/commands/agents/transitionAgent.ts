import { l10n } from 'vscode';
import type { Agent } from '../../../server/protocol/agents.ts';
import { reason as reasonSchema } from '../../../server/protocol/names.ts';
import { askText, pickOne } from '../../input/questions.ts';
import type { Step } from '../../input/steps.ts';
import { complaint } from '../../input/validation.ts';
import type { CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { givenText } from '../invocation.ts';
import { chooseAgent } from './chooseAgent.ts';

interface Answers {
  readonly agent: Agent;
  to?: string | undefined;
  reason?: string | undefined;
}

/** Moves an agent along its lifecycle; only states that are allowed from where it is are offered. */
export const transitionAgent: CommandFunction = async (context, argument) => {
  const title = l10n.t('Transition Agent');
  const placeholder = l10n.t('Select the agent');
  const chosen = await chooseAgent(context, argument, { title, placeholder });
  const { session, row: agent } = chosen;
  const to = givenText(chosen, 'to');
  const answers: Answers = { agent, to, reason: givenText(chosen, 'reason') };
  const key = `transition ${agent.id}`;
  await context.drafts.run({ key, title, answers }, to === undefined ? [askState, askReason] : []);
  if (answers.to === undefined || !agent.allowed.includes(answers.to))
    throw new CommandRefused(
      l10n.t(
        '{0} is in state {1}, from which it can go to {2}.',
        agent.name,
        agent.state,
        agent.allowed.join(', '),
      ),
    );
  const reason = answers.reason?.trim();
  const body = { to: answers.to, expectedVersion: agent.version, ...(reason ? { reason } : {}) };
  await session.call('transitionAgent', { params: { agent: agent.id }, body });
  context.drafts.forget(key);
  await context.views.reveal(session, 'agents', agent.id);
};

const askState: Step<Answers> = async (answers, place) => {
  const { name, state, allowed } = answers.agent;
  const choices = allowed.map((next) => ({ label: next, value: next }));
  const placeholder = l10n.t('{0} is in state {1}: select the next one', name, state);
  answers.to = await pickOne({ placeholder, choices }, place);
};

const askReason: Step<Answers> = async (answers, place) => {
  const prompt = l10n.t('Reason (optional; Enter without one goes on)');
  answers.reason = await askText(
    {
      prompt,
      value: answers.reason ?? '',
      keep: (text) => {
        answers.reason = text;
      },
      validate: (text) => (text.trim() === '' ? undefined : complaint(reasonSchema, text)),
    },
    place,
  );
};

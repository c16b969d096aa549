import { l10n } from 'vscode';
import { type Agent, agentState } from '../../server/protocol/agents.ts';
import { reason as reasonSchema } from '../../server/protocol/names.ts';
import { askText, pickOne } from '../input/questions.ts';
import { runSteps, type Step } from '../input/steps.ts';
import { complaint } from '../input/validation.ts';
import type { CommandFunction } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';
import { givenText, type Invocation, idFrom, invoke } from './invocation.ts';

interface Answers {
  readonly invocation: Invocation;
  agent?: string | undefined;
  to?: string | undefined;
  reason?: string | undefined;
}

/** Moves an agent along its lifecycle; only states that are allowed from where it is are offered. */
export const transitionAgent: CommandFunction = async (context, argument) => {
  const title = l10n.t('Transition Agent');
  const invocation = await invoke(context, argument, title);
  const answers: Answers = {
    invocation,
    agent: idFrom(invocation, 'agents') ?? givenText(invocation, 'agent'),
    to: givenText(invocation, 'to'),
    reason: givenText(invocation, 'reason'),
  };
  await runSteps(title, answers, [
    ...(answers.agent === undefined ? [askAgent] : []),
    ...(answers.to === undefined ? [askState, askReason] : []),
  ]);
  const agent = agentOf(answers);
  const to = agentState.safeParse(answers.to);
  if (!to.success) throw new CommandRefused(l10n.t('There is no state "{0}".', String(answers.to)));
  const body = {
    to: to.data,
    expectedVersion: agent.version,
    ...(answers.reason ? { reason: answers.reason } : {}),
  };
  await invocation.session.call('transitionAgent', { params: { agent: agent.id }, body });
  await context.views.reveal(invocation.session, 'agents', agent.id);
};

function agentOf({ invocation, agent: id = '' }: Answers): Agent {
  const agent = invocation.session.store.get('agents', id);
  if (agent) return agent;
  throw new CommandRefused(l10n.t('There is no agent "{0}".', id));
}

const askAgent: Step<Answers> = async (answers, place) => {
  const agents = [...answers.invocation.session.store.rows('agents').values()];
  if (agents.length === 0) throw new CommandRefused(l10n.t('No agent has been seen in this repository yet.'));
  const choices = agents.map((agent) => ({
    label: agent.name,
    description: `${agent.state} · ${agent.health}`,
    value: agent.id,
  }));
  answers.agent = await pickOne({ placeholder: l10n.t('Select the agent'), choices }, place);
};

const askState: Step<Answers> = async (answers, place) => {
  const agent = agentOf(answers);
  const choices = agent.allowed.map((state) => ({ label: state, value: state }));
  const placeholder = l10n.t('{0} is in state {1}: select the next one', agent.name, agent.state);
  answers.to = await pickOne({ placeholder, choices }, place);
};

const askReason: Step<Answers> = async (answers, place) => {
  const prompt = l10n.t('Reason (optional; Enter without one goes on)');
  const validate = (text: string) => (text.trim() === '' ? undefined : complaint(reasonSchema, text));
  answers.reason = (await askText({ prompt, validate, value: answers.reason ?? '' }, place)).trim();
};

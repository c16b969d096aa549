import { l10n } from 'vscode';
import type { Agent } from '../../../server/protocol/agents.ts';
import { type ChosenRow, chooseRow } from '../chooseRow.ts';
import type { CommandContext } from '../commandContext.ts';

export interface AgentQuestion {
  readonly title: string;
  readonly placeholder: string;
  /** Which agents can be chosen; all where absent. */
  fits?(agent: Agent): boolean;
  /** Said where there is none of them. */
  readonly none?: string;
}

/** The agent a command is about: that of the row, that given beforehand, or one that is asked for. */
export function chooseAgent(
  context: CommandContext,
  argument: unknown,
  question: AgentQuestion,
): Promise<ChosenRow<'agents'>> {
  return chooseRow(context, argument, {
    none: l10n.t('No agent has been seen in this repository yet.'),
    ...question,
    resource: 'agents',
    name: 'agent',
    choice: agentChoice,
  });
}

/** An agent in a list to choose from. */
export function agentChoice({ name, state, health, mission }: Agent): {
  label: string;
  description: string;
  detail?: string;
} {
  const choice = { label: name, description: `${state} · ${health}` };
  return mission === null ? choice : { ...choice, detail: mission };
}

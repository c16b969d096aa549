import { l10n, window } from 'vscode';
import { askFilter } from '../../input/filterPick.ts';
import {
  type AgentArrangement,
  agentGroups,
  agentSorts,
  defaultArrangement,
  parseArrangement,
} from '../../views/agents/agentArrangement.ts';
import { type AgentTrait, agentTraits } from '../../views/agents/agentTraits.ts';
import { groupLabel, sortLabel, traitLabel } from '../../views/agents/agentWords.ts';
import type { CommandFunction } from '../commandContext.ts';
import { pickArrangement } from '../pickArrangement.ts';
import { chooseAgent } from './chooseAgent.ts';

type Filter = Pick<AgentArrangement, 'text' | 'traits'>;

/** Leaves out of the Agents view what has not the words typed or nothing of what is ticked; shows it while typing. */
export const filterAgents: CommandFunction = async ({ views }, argument) => {
  const { agents } = views.arrangements;
  if (typeof argument === 'object' && argument !== null && ('text' in argument || 'traits' in argument))
    await agents.change(parseArrangement(argument, agents.current));
  else await agents.ask((before) => askAgentFilter(before, (changes) => agents.preview(changes)));
};

const askAgentFilter = (before: Filter, preview: (filter: Filter) => void) =>
  askFilter({
    pick: window.createQuickPick<{ label: string; alwaysShow: true; trait: AgentTrait }>(),
    title: l10n.t('Filter Agents'),
    placeholder: l10n.t('Words of name, role, team, mission, branch or contract; what is ticked is shown'),
    items: agentTraits.map((trait) => ({ label: traitLabel(trait), alwaysShow: true as const, trait })),
    text: before.text,
    isTicked: ({ trait }) => before.traits.includes(trait),
    filterOf: (text, ticked): Filter => ({ text: text.trim(), traits: ticked.map(({ trait }) => trait) }),
    preview,
  });

/** Shows all agents again. */
export const clearAgentFilter: CommandFunction = ({ views }) =>
  views.arrangements.agents.change({ text: defaultArrangement.text, traits: defaultArrangement.traits });

/** Orders the agents inside their groups. */
export const sortAgents: CommandFunction = async ({ views }, argument) => {
  const { agents } = views.arrangements;
  const sort = await pickArrangement(argument, {
    title: l10n.t('Sort Agents'),
    placeholder: l10n.t('Sort by'),
    values: agentSorts,
    current: agents.current.sort,
    name: 'sort',
    label: sortLabel,
  });
  await agents.change({ sort });
};

/** Puts the agents under other groups. */
export const groupAgents: CommandFunction = async ({ views }, argument) => {
  const { agents } = views.arrangements;
  const group = await pickArrangement(argument, {
    title: l10n.t('Group Agents'),
    placeholder: l10n.t('Group by'),
    values: agentGroups,
    current: agents.current.group,
    name: 'group',
    label: groupLabel,
  });
  await agents.change({ group });
};

/** Lets an agent stand above all groups, or no longer. */
export const pinAgent: CommandFunction = async (context, argument) => {
  const { agents } = context.views.arrangements;
  const { row } = await chooseAgent(context, argument, {
    title: l10n.t('Pin or Unpin Agent'),
    placeholder: l10n.t('Select the agent that stands above all others, or no longer'),
  });
  const { pinned } = agents.current;
  const without = pinned.filter((id) => id !== row.id);
  await agents.change({ pinned: without.length < pinned.length ? without : [...pinned, row.id] });
};

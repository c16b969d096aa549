import { l10n } from 'vscode';
import type { AgentHealth } from '../../../server/protocol/agents.ts';
import { rowKind } from '../../contributions.ts';
import type { LiveStore } from '../../infrastructure/liveStore.ts';
import type { KeptValue } from '../keptValue.ts';
import type { RowPresentation } from '../rowPresentation.ts';
import type { RowView } from '../rowView.ts';
import { type AgentArrangement, type AgentGroup, agentGrouping, pinnedGroup } from './agentArrangement.ts';
import { agentParts, belowAgent } from './agentParts.ts';
import { healthIcons, presentAgent } from './agentPresentation.ts';
import { relatedAgents } from './agentRelations.ts';
import { agentTooltip } from './agentTooltip.ts';
import { filterMessage, groupTitle } from './agentWords.ts';

/** Agents as a person arranged them, at first by team; below each what it has. */
export function agentsView(memory: Pick<KeptValue<AgentArrangement>, 'current'>): RowView<'agents'> {
  return {
    resource: 'agents',
    asksAbout: ['agents', 'leases'],
    empty: l10n.t('No agents seen yet'),
    grouping: () => agentGrouping(memory.current),
    related: relatedAgents,
    message: (shown, total) => filterMessage(memory.current, shown, total),
    title: titleOf,
    presentGroup: ([name = ''], count) => presentGroup(name, count, memory.current.group),
    presentRow: (agent, store) => presentAgent(agent, Date.now(), belowAgent(agent, store)),
    tooltip: agentTooltip,
    parts: agentParts,
  };
}

/** A group with more rows begins folded: the editor asks for every row of an unfolded one. */
const mostUnfolded = 200;

function presentGroup(name: string, count: number, group: AgentGroup): RowPresentation {
  const label = groupTitle(name, group);
  const health = group === 'health' ? healthIcons[name as AgentHealth] : undefined;
  return {
    label,
    description: String(count),
    ...(health ?? { icon: groupIcon(name, group) }),
    contextValue: rowKind.group,
    spoken: l10n.t('{0}, {1} agents', label, count),
    ...(count > mostUnfolded ? { children: 'collapsed' } : {}),
  };
}

function groupIcon(name: string, group: AgentGroup): string {
  if (name === pinnedGroup) return 'pinned';
  return group === 'team' || group === 'role' ? 'organization' : 'tag';
}

/** How many agents have messages they have not read: told while the view is collapsed as well. */
function titleOf(stores: readonly LiveStore[]): string {
  let unread = 0;
  for (const store of stores) for (const agent of store.rows('agents').values()) unread += agent.unread;
  return unread === 0 ? l10n.t('Agents') : l10n.t('Agents: {0} unread', unread);
}

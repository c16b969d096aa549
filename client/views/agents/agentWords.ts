import { l10n } from 'vscode';
import type { Agent, AgentHealth } from '../../../server/protocol/agents.ts';
import {
  type AgentArrangement,
  type AgentGroup,
  type AgentSort,
  isFiltered,
  noGroup,
  pinnedGroup,
} from './agentArrangement.ts';
import type { AgentTrait } from './agentTraits.ts';

export function healthLabel(health: AgentHealth): string {
  const labels: { readonly [Health in AgentHealth]: string } = {
    fresh: l10n.t('Fresh'),
    late: l10n.t('Late'),
    stale: l10n.t('Stale'),
    dead: l10n.t('Dead'),
    ended: l10n.t('Ended'),
    unknown: l10n.t('Never seen'),
  };
  return labels[health];
}

export function conditionLabel(condition: Agent['condition']): string {
  const labels: { readonly [Condition in Agent['condition']]: string } = {
    working: l10n.t('Working'),
    'waiting-for-input': l10n.t('Waiting for input'),
    idle: l10n.t('Idle'),
    stalled: l10n.t('Stalled'),
    ghost: l10n.t('Ghost: its process is gone'),
    wedged: l10n.t('Wedged: its process does nothing'),
    ended: l10n.t('Ended'),
    unknown: l10n.t('Not known'),
  };
  return labels[condition];
}

/** What a trait is called where agents are chosen by it. */
export function traitLabel(trait: AgentTrait): string {
  const labels: { readonly [Trait in AgentTrait]: string } = {
    ghost: l10n.t('Ghost'),
    dead: l10n.t('Dead'),
    wedged: l10n.t('Wedged'),
    blocked: l10n.t('Blocked'),
    waiting: l10n.t('Waiting for input'),
    quarantined: l10n.t('Quarantined'),
    stalled: l10n.t('Stalled'),
    looping: l10n.t('Looping'),
    'over-budget': l10n.t('Over budget'),
    stale: l10n.t('Stale'),
    problem: l10n.t('Problem in its status file'),
    flapping: l10n.t('Flapping'),
    late: l10n.t('Late'),
    draining: l10n.t('Draining'),
    unread: l10n.t('Unread messages'),
    holding: l10n.t('Holds leases'),
    working: l10n.t('Working'),
    idle: l10n.t('Idle'),
    ended: l10n.t('Ended'),
  };
  return labels[trait];
}

export function sortLabel(sort: AgentSort): string {
  const labels: { readonly [Sort in AgentSort]: string } = {
    name: l10n.t('Name'),
    urgency: l10n.t('Most urgent first'),
    silence: l10n.t('Longest silent first'),
    score: l10n.t('Lowest score first'),
  };
  return labels[sort];
}

export function groupLabel(group: AgentGroup): string {
  const labels: { readonly [Group in AgentGroup]: string } = {
    team: l10n.t('Team, or role where there is none'),
    role: l10n.t('Role'),
    health: l10n.t('Health'),
    state: l10n.t('State'),
    condition: l10n.t('What it does'),
    none: l10n.t('No groups'),
  };
  return labels[group];
}

/** What a group of the view is called. */
export function groupTitle(name: string, group: AgentGroup): string {
  if (name === pinnedGroup) return l10n.t('Pinned');
  if (name === noGroup) return group === 'role' ? l10n.t('No role') : l10n.t('No team');
  if (group === 'health') return healthLabel(name as AgentHealth);
  return group === 'condition' ? conditionLabel(name as Agent['condition']) : name;
}

/** Which filter is on and how much it leaves; undefined where none is. */
export function filterMessage(
  arrangement: AgentArrangement,
  shown: number,
  total: number,
): string | undefined {
  if (!isFiltered(arrangement)) return undefined;
  const { text, traits } = arrangement;
  const parts = [
    ...(text === '' ? [] : [l10n.t('"{0}"', text)]),
    ...(traits.length === 0 ? [] : [traits.map(traitLabel).join(', ')]),
  ];
  return l10n.t('{0} of {1} agents: {2}', shown, total, parts.join(' · '));
}

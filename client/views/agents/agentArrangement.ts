import type { Agent } from '../../../server/protocol/agents.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { Grouping } from '../rowIndex.ts';
import { holdsWords, wordsOf } from '../wordFilter.ts';
import { type AgentTrait, agentTraits, hasTrait, urgencyOf } from './agentTraits.ts';

export const agentGroups = ['team', 'role', 'health', 'state', 'condition', 'none'] as const;
export type AgentGroup = (typeof agentGroups)[number];
export const agentSorts = ['name', 'urgency', 'silence', 'score'] as const;
export type AgentSort = (typeof agentSorts)[number];

/** How a person wants to see the agents. */
export interface AgentArrangement {
  /** Shown are those with every one of these words in name, role, team, mission, branch or contract. */
  readonly text: string;
  /** Shown are those with one of these; all where there is none. */
  readonly traits: readonly AgentTrait[];
  readonly sort: AgentSort;
  readonly group: AgentGroup;
  /** Ids of those that stand above all groups. */
  readonly pinned: readonly string[];
}

export const defaultArrangement: AgentArrangement = {
  text: '',
  traits: [],
  sort: 'name',
  group: 'team',
  pinned: [],
};

/** Far more than anybody looks at; what was kept is bounded whoever wrote it. */
const mostPinned = 500;

/** An arrangement from what was kept or given; what is not understood is as by default. */
export function parseArrangement(kept: unknown, fallback = defaultArrangement): AgentArrangement {
  if (typeof kept !== 'object' || kept === null) return fallback;
  const { text, traits, sort, group, pinned } = kept as {
    readonly [Key in keyof AgentArrangement]?: unknown;
  };
  return {
    text: typeof text === 'string' ? text.trim() : fallback.text,
    traits: Array.isArray(traits) ? agentTraits.filter((one) => traits.includes(one)) : fallback.traits,
    sort: agentSorts.find((one) => one === sort) ?? fallback.sort,
    group: agentGroups.find((one) => one === group) ?? fallback.group,
    pinned: Array.isArray(pinned) ? namesIn(pinned) : fallback.pinned,
  };
}

/** Whether some agents are left out. */
export function isFiltered({ text, traits }: AgentArrangement): boolean {
  return text !== '' || traits.length > 0;
}

/** Names of groups that no team, role or state has. */
export const pinnedGroup = '!pinned';
export const noGroup = '~';

/** Arranges agents; what is pinned stands first. */
export function agentGrouping(arrangement: AgentArrangement): Grouping<Agent> {
  const { group, sort } = arrangement;
  const pinned = new Set(arrangement.pinned);
  const words = wordsOf(arrangement.text);
  return {
    filter: isFiltered(arrangement) ? JSON.stringify([words, arrangement.traits]) : undefined,
    path: (agent) => {
      if (!hasWords(agent, words) || !hasOneOf(agent, arrangement.traits)) return undefined;
      if (pinned.has(agent.id)) return [pinnedGroup];
      return group === 'none' ? [] : [groupOf(agent, group)];
    },
    rank: (agent) => rankOf(agent, sort),
    compareGroups: (a, b) => groupRank(a, group) - groupRank(b, group) || naturalOrder(a, b),
    compareRows: (a, b) =>
      rankOf(b, sort) - rankOf(a, sort) || naturalOrder(a.name, b.name) || naturalOrder(a.id, b.id),
  };
}

function hasWords(agent: Agent, words: readonly string[]): boolean {
  const { id, name, role, team, mission, branch, contract, state } = agent;
  return holdsWords(words, [id, name, role, team, mission, branch, contract, state]);
}

function hasOneOf(agent: Agent, traits: readonly AgentTrait[]): boolean {
  return traits.length === 0 || traits.some((trait) => hasTrait(agent, trait));
}

/** An agent of no team stands with those of its role. */
function groupOf(agent: Agent, group: Exclude<AgentGroup, 'none'>): string {
  if (group === 'team') return agent.team ?? (agent.role || noGroup);
  if (group === 'role') return agent.role || noGroup;
  return agent[group];
}

/** Worst first: what needs a look stands above. */
const healthOrder: readonly string[] = ['dead', 'stale', 'late', 'unknown', 'fresh', 'ended'];
const conditionOrder: readonly string[] = [
  'ghost',
  'wedged',
  'waiting-for-input',
  'stalled',
  'working',
  'idle',
  'unknown',
  'ended',
];

function groupRank(name: string, group: AgentGroup): number {
  if (name === pinnedGroup) return -1;
  if (group === 'health') return healthOrder.indexOf(name);
  if (group === 'condition') return conditionOrder.indexOf(name);
  return Number(name === noGroup);
}

/** Greater stands above; by name all are equal. */
function rankOf(agent: Agent, sort: AgentSort): number {
  switch (sort) {
    case 'name':
      return 0;
    case 'urgency':
      return urgencyOf(agent);
    case 'silence':
      return agent.lastSeen === null ? Number.NEGATIVE_INFINITY : -minutesOf(agent.lastSeen);
    case 'score':
      return -agent.score.value;
  }
}

/** By the minute: a sign of life each second moves no row. */
function minutesOf(timestamp: string): number {
  return Math.floor(Date.parse(timestamp) / 60_000);
}

function namesIn(kept: readonly unknown[]): string[] {
  return kept.filter((one) => typeof one === 'string').slice(0, mostPinned);
}

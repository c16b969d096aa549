import type { Agent } from '../../../server/protocol/agents.ts';

/** What agents are filtered by, the most urgent first. */
export const agentTraits = [
  'ghost',
  'dead',
  'wedged',
  'blocked',
  'waiting',
  'quarantined',
  'stalled',
  'looping',
  'over-budget',
  'stale',
  'problem',
  'flapping',
  'late',
  'draining',
  'unread',
  'holding',
  'working',
  'idle',
  'ended',
] as const;
export type AgentTrait = (typeof agentTraits)[number];

/** Those for which a person should look at an agent. */
const urgent: readonly AgentTrait[] = agentTraits.slice(0, agentTraits.indexOf('late') + 1);

const holds: { readonly [Trait in AgentTrait]: (agent: Agent) => boolean } = {
  ghost: ({ condition }) => condition === 'ghost',
  dead: ({ health }) => health === 'dead',
  wedged: ({ condition }) => condition === 'wedged',
  blocked: ({ state, flags }) => state === 'blocked' || flags.includes('blocked'),
  waiting: ({ condition }) => condition === 'waiting-for-input',
  quarantined: ({ quarantined }) => quarantined,
  stalled: ({ condition }) => condition === 'stalled',
  looping: ({ flags }) => flags.includes('looping'),
  'over-budget': ({ flags }) => flags.includes('over-budget'),
  stale: ({ health }) => health === 'stale',
  problem: ({ problem }) => problem !== null,
  flapping: ({ flags }) => flags.includes('flapping'),
  late: ({ health, flags }) => health === 'late' || flags.includes('late'),
  draining: ({ draining }) => draining,
  unread: ({ unread }) => unread > 0,
  holding: ({ leases }) => leases > 0,
  working: ({ condition }) => condition === 'working',
  idle: ({ condition }) => condition === 'idle',
  ended: ({ condition, health }) => condition === 'ended' || health === 'ended',
};

/** Whether a trait is one of an agent's. */
export function hasTrait(agent: Agent, trait: AgentTrait): boolean {
  return holds[trait](agent);
}

/** The most urgent reason to look at an agent; undefined where there is none. */
export function urgentTrait(agent: Agent): AgentTrait | undefined {
  return urgent.find((trait) => holds[trait](agent));
}

/** Greater is more urgent; 0 where nothing is. */
export function urgencyOf(agent: Agent): number {
  const trait = urgentTrait(agent);
  return trait === undefined ? 0 : urgent.length - urgent.indexOf(trait);
}

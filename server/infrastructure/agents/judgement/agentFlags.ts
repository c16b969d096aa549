import type { AgentFlag, AgentHealth, AgentUsage } from '../../../protocol/agents.ts';
import type { AgentFacts } from '../agentFacts.ts';
import type { AgentSettings } from './agentSettings.ts';
import type { AgentStanding } from './agentStanding.ts';
import { loopOf } from './looping.ts';

/** Each flag an agent has, with words after "it" that say why. */
export function flagsOf(
  { heartbeat, history, status }: AgentFacts,
  { state, meaning, self, settings }: AgentStanding,
  { health, isFlapping }: { readonly health: AgentHealth; readonly isFlapping: boolean },
): ReadonlyMap<AgentFlag, string> {
  const { lifecycle, flapping } = settings;
  const isEnded = meaning === 'ended';
  const found: readonly (readonly [AgentFlag, string | undefined])[] = [
    ['blocked', meaning === 'waiting' ? `is ${state}` : undefined],
    ['looping', isEnded ? undefined : loopOf(heartbeat?.report, history.state.recent, settings.loop)],
    ['over-budget', overBudget(self.usage, settings.budget)],
    [
      'flapping',
      isFlapping && !isEnded
        ? `changed between fresh and silent at least ${flapping.changes} times in ${flapping.withinSeconds} s`
        : undefined,
    ],
    ['late', health === 'late' || health === 'stale' || health === 'dead' ? `is ${health}` : undefined],
    [
      'misplaced',
      lifecycle.states.has(state)
        ? undefined
        : `is in the state ${state}, which its lifecycle ${lifecycle.name} does not have`,
    ],
    ['damaged', status?.damaged || status?.unreadable ? 'has a status file that does not parse' : undefined],
  ];
  return new Map(found.flatMap(([flag, words]) => (words === undefined ? [] : [[flag, words]])));
}

const units = { tokens: 'tokens', cost: 'of cost', seconds: 'seconds' } as const;

function overBudget(usage: AgentUsage | null, budget: AgentSettings['budget']): string | undefined {
  const over = (['tokens', 'cost', 'seconds'] as const).flatMap((kind) => {
    const [used, allowed] = [usage?.[kind], budget?.[kind]];
    return used == null || allowed === undefined || used <= allowed
      ? []
      : [`${used} ${units[kind]} of ${allowed}`];
  });
  return over.length === 0 ? undefined : `has used ${over.join(', ')}`;
}

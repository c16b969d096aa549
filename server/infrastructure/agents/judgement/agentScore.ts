import type { AgentCondition, AgentFlag, AgentHealth, AgentScore } from '../../../protocol/agents.ts';

/** What takes points from an agent. */
export interface ScoreFacts {
  readonly health: AgentHealth;
  readonly condition: AgentCondition;
  /** With words after "it" that say why. */
  readonly flags: ReadonlyMap<AgentFlag, string>;
}

type Part = AgentScore['parts'][number];
type Cost = readonly [points: number, reason: string];

const silence: Readonly<Partial<Record<AgentHealth, Cost>>> = {
  late: [-10, 'It is silent for longer than it should be.'],
  stale: [-30, 'It is silent for so long that what it said is old.'],
  dead: [-60, 'It is silent for so long that it counts as dead.'],
  unknown: [-20, 'It never gave a sign of life.'],
};

const conditions: Readonly<Partial<Record<AgentCondition, Cost>>> = {
  ghost: [-50, 'It claims to run, but its process is gone.'],
  wedged: [-30, 'Its process runs, but it says nothing.'],
  stalled: [-30, 'It is alive, but has told nothing new for long.'],
  'waiting-for-input': [-10, 'It waits for input.'],
};

const flagPoints: Readonly<Partial<Record<AgentFlag, number>>> = {
  looping: -30,
  'over-budget': -20,
  flapping: -15,
  misplaced: -10,
  damaged: -5,
};

/** 100 less what is wrong with an agent, each with its reason. */
export function scoreOf({ health, condition, flags }: ScoreFacts): AgentScore {
  const parts: Part[] = [
    ...part('silence', silence[health]),
    ...part('condition', conditions[condition]),
    ...[...flags].flatMap(([flag, words]) => {
      const points = flagPoints[flag];
      return points === undefined ? [] : part(flag, [points, `It ${words}.`]);
    }),
  ];
  const value = parts.reduce((sum, { points }) => sum + points, 100);
  return { value: Math.max(0, value), parts };
}

function part(name: string, cost: Cost | undefined): Part[] {
  return cost ? [{ name, points: cost[0], reason: cost[1] }] : [];
}

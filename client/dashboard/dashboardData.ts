import type { BurnUp, Leaderboard } from '../../server/protocol/ledger.ts';
import type { LiveStore } from '../infrastructure/liveStore.ts';
import { plainText } from '../plainText.ts';
import { healthLabel } from '../views/agents/agentWords.ts';
import { naturalOrder } from '../views/naturalOrder.ts';
import type { BurnUpSeries, DashboardData, Share, Standing } from './webview/messages.ts';

const mostLeaders = 10;
/** The chart stands below them. */
const mostSentences = 5;

/** What is known besides the rows. */
export interface DashboardReplies {
  readonly burnUp: BurnUp | undefined;
  readonly leaderboard: Leaderboard | undefined;
  /** Why the burn-up is not known. */
  readonly problem: string | undefined;
}

/** What the dashboard shows of a repository. */
export function dashboardData(store: LiveStore, replies: DashboardReplies): DashboardData {
  const agents = [...store.rows('agents').values()];
  return {
    contracts: contractsIn(store),
    burnUp: replies.burnUp && seriesOf(replies.burnUp),
    problem: replies.problem,
    agents: agents.length,
    states: shares(agents.map(({ state }) => state)),
    healths: shares(agents.map(({ health }) => healthLabel(health))),
    leaders: replies.leaderboard ? leadersOf(replies.leaderboard) : [],
    attention: [...store.rows('attention').values()]
      .slice(0, mostSentences)
      .map(({ message }) => plainText(message)),
    attentionCount: store.rows('attention').size,
  };
}

/** The contract to begin with: the first one of which there is something to see; undefined where there is none. */
export function firstContract(store: LiveStore): string | undefined {
  const contracts = contractsIn(store);
  const begun = contracts.find(({ id }) => {
    const { credited = 0, held = 0 } = store.get('contracts', id) ?? {};
    return credited + held > 0;
  });
  return (begun ?? contracts[0])?.id;
}

/** The contracts that can be chosen; those that are open first. */
function contractsIn(store: LiveStore): DashboardData['contracts'] {
  return [...store.rows('contracts').values()]
    .sort((a, b) => Number(a.closed !== null) - Number(b.closed !== null) || naturalOrder(a.id, b.id))
    .map(({ id, title }) => ({ id, title: plainText(title) }));
}

function seriesOf({ contract, total, deadline, series }: BurnUp): BurnUpSeries {
  return {
    contract,
    total,
    deadline: deadline === null ? undefined : Date.parse(deadline),
    moments: series.map(({ time, ...points }) => ({ time: Date.parse(time), ...points })),
  };
}

/** The most first. */
function shares(labels: readonly string[]): Share[] {
  const groups = Map.groupBy(labels, (label) => label);
  return [...groups]
    .map(([label, own]) => ({ label, count: own.length }))
    .sort((a, b) => b.count - a.count || naturalOrder(a.label, b.label));
}

function leadersOf({ agents, teams }: Leaderboard): Standing[] {
  return [
    ...teams
      .slice(0, mostLeaders)
      .map(({ rank, team, points }) => ({ rank, name: team, team: true, points })),
    ...agents
      .slice(0, mostLeaders)
      .map(({ rank, agent, points }) => ({ rank, name: agent, team: false, points })),
  ];
}

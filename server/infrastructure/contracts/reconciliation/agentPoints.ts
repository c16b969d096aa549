import type { AgentTotal, FileFacts } from '../declarations/declaredFacts.ts';
import { counted, type Finding, stated } from './disagreement.ts';
import type { LedgerView } from './ledgerDifferences.ts';

const list = new Intl.ListFormat('en');

interface PlacedTotal extends AgentTotal {
  readonly file: string;
}

/** Agents with several totals. What the ledger has credited is one of them, where it has credited anything. */
export function agentPointsOf(all: readonly FileFacts[], { earned }: Pick<LedgerView, 'earned'>): Finding[] {
  const byAgent = new Map<string, PlacedTotal[]>();
  for (const { file, agents } of all)
    for (const total of agents) {
      const key = total.agent.toLowerCase().replaceAll(/[\s_-]+/g, '-');
      byAgent.set(key, [...(byAgent.get(key) ?? []), { ...total, file }]);
    }
  return [...byAgent.values()].flatMap((totals) => disagreementOf(totals, earned));
}

function disagreementOf(totals: readonly PlacedTotal[], earned: LedgerView['earned']): Finding[] {
  const values = [...new Set(totals.map(({ figure }) => figure.value))].sort((one, other) => one - other);
  const credited = Math.max(...totals.map(({ agent }) => earned(agent)));
  const isCredited = credited > 0 && values.some((value) => value !== credited);
  const [first] = totals;
  if (first === undefined || (values.length < 2 && !isCredited)) return [];
  const { agent } = first;
  const said = list.format(values.map((value) => value.toLocaleString('en')));
  const files = new Set(totals.map(({ file }) => file));
  const ledger = isCredited ? `; ${credited.toLocaleString('en')} are credited in the ledger` : '';
  return [
    {
      kind: 'agent-points',
      subject: agent,
      contract: null,
      sentence: `${agent} has ${said} points, by ${files.size === 1 ? first.file : `${files.size} files`}${ledger}.`,
      settle: `What the ledger has credited to ${agent} is what counts; the files can be brought in line with it.`,
      figures: [
        ...totals.map((total) => stated(total, total.label, total.figure)),
        ...(isCredited ? [counted('credited in the ledger', credited)] : []),
      ],
    },
  ];
}

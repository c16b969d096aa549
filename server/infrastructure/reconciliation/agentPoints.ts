import type { AgentTotal, FileFacts } from '../declarations/declaredFacts.ts';
import { type Finding, stated } from './disagreement.ts';

const list = new Intl.ListFormat('en');

interface PlacedTotal extends AgentTotal {
  readonly file: string;
}

/** Agents with several totals. */
export function agentPointsOf(all: readonly FileFacts[]): Finding[] {
  const byAgent = new Map<string, PlacedTotal[]>();
  for (const { file, agents } of all)
    for (const total of agents) {
      const key = total.agent.toLowerCase().replaceAll(/[\s_-]+/g, '-');
      byAgent.set(key, [...(byAgent.get(key) ?? []), { ...total, file }]);
    }
  return [...byAgent.values()].flatMap(disagreementOf);
}

function disagreementOf(totals: readonly PlacedTotal[]): Finding[] {
  const [first] = totals;
  const values = [...new Set(totals.map(({ figure }) => figure.value))].sort((one, other) => one - other);
  if (first === undefined || values.length < 2) return [];
  const { agent } = first;
  const said = list.format(values.map((value) => value.toLocaleString('en')));
  const files = new Set(totals.map(({ file }) => file));
  return [
    {
      kind: 'agent-points',
      subject: agent,
      contract: null,
      sentence: `${agent} has ${said} points, by ${files.size === 1 ? first.file : `${files.size} files`}.`,
      settle: `What the ledger has credited to ${agent} is what counts; the files can be brought in line with it.`,
      figures: totals.map((total) => stated(total, total.label, total.figure)),
    },
  ];
}

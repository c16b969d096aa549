import type { AgentStatus } from '../../../analysis/agentStatus/agentStatus.ts';
import { stateAmong } from '../../../analysis/agentStatus/stateSpelling.ts';
import type { AgentState } from '../../../protocol/agents.ts';
import type { AgentReport } from '../sources/agentReport.ts';
import type { Lifecycle } from './lifecycle.ts';

/** How much newer a file must be than a heartbeat to be the agent's last word: those who write both do so in turns. */
const fileLagMilliseconds = 60_000;

/** The state of its lifecycle that an agent says it is in; null where it says none that the lifecycle has. */
export function reportedState(
  lifecycle: Lifecycle,
  status: AgentStatus | undefined,
  report: AgentReport | undefined,
): AgentState | null {
  const said = report?.state == null ? null : stateMeant(lifecycle, report.state);
  const written = status === undefined ? null : stateWritten(lifecycle, status);
  if (said === null || written === null) return said ?? written;
  const writtenAt = status?.seenAt?.getTime() ?? 0;
  return writtenAt > Date.parse(report?.stateAt ?? '') + fileLagMilliseconds ? written : said;
}

/** Spellings that were looked at, by lifecycle: thousands of agents use a few of them. */
const known = new WeakMap<Lifecycle, Map<string, AgentState | null>>();
const maximumKnown = 1000;

function stateMeant(lifecycle: Lifecycle, spelling: string): AgentState | null {
  const meanings = known.get(lifecycle) ?? new Map<string, AgentState | null>();
  if (meanings.size > maximumKnown) meanings.clear();
  const meant = meanings.get(spelling) ?? stateAmong(spelling, [...lifecycle.states.keys()]) ?? null;
  known.set(lifecycle, meanings.set(spelling, meant));
  return meant;
}

/** The file's own word for the lifecycle goes before its other words; of damaged files only a meaning may be left. */
function stateWritten(lifecycle: Lifecycle, { spellings, state }: AgentStatus): AgentState | null {
  for (const spelling of spellings) {
    const meant = stateMeant(lifecycle, spelling);
    if (meant !== null) return meant;
  }
  return state !== null && lifecycle.states.has(state) ? state : null;
}

import type { AgentStatus } from '../../../analysis/agentStatus/agentStatus.ts';
import { stateOfSpelling } from '../../../analysis/agentStatus/stateSpelling.ts';
import type { AgentState } from '../../../protocol/agents.ts';
import { plainForm } from '../judgement/agentSettings.ts';
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
  const meant = meanings.get(spelling) ?? lookUp(lifecycle, spelling);
  known.set(lifecycle, meanings.set(spelling, meant));
  return meant;
}

/** A spelling means the state of that name, else the one of the documented states, where the lifecycle has that. */
function lookUp({ states }: Lifecycle, spelling: string): AgentState | null {
  const named = plainForm(spelling);
  if (named !== null && states.has(named)) return named;
  const documented = stateOfSpelling(spelling);
  return documented !== undefined && states.has(documented) ? documented : null;
}

function stateWritten(lifecycle: Lifecycle, { reported, state }: AgentStatus): AgentState | null {
  const meant = reported === null ? null : stateMeant(lifecycle, reported);
  return meant ?? (state !== null && lifecycle.states.has(state) ? state : null);
}

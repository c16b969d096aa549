import { stateOfSpelling } from '../../analysis/agentStatus/stateSpelling.ts';
import { parseStatusTimestamp } from '../../analysis/agentStatus/statusTimestamp.ts';
import type { AgentState } from '../../protocol/agents.ts';
import { jsonProblem, place } from '../files/jsonProblem.ts';

/** What a `status.json` says. */
export interface AgentStatus {
  readonly name: string | null;
  readonly mission: string | null;
  /** The status as the file spells it. */
  readonly reported: string | null;
  /** The lifecycle state that spelling means; null where it means none. */
  readonly state: AgentState | null;
  /** Last sign of life by the file: its claim where the file's own time does not contradict it. */
  readonly seenAt: Date | null;
  /** A sentence with line and column where something is wrong; null where the file reads well. */
  readonly problem: string | null;
  /** Nothing but the file's own time could be read. */
  readonly unreadable: boolean;
}

/** Writing takes a moment after the claim was made, and clocks of one machine differ by nothing. */
const toleranceMilliseconds = 60_000;

/** A file that says nothing, for the reason given. */
export function unreadableStatus(problem: string, modifiedAt: Date | null): AgentStatus {
  return {
    name: null,
    mission: null,
    reported: null,
    state: null,
    seenAt: modifiedAt,
    problem,
    unreadable: true,
  };
}

/** Reads a status file as tolerantly as real ones need. Never throws. */
export function readStatus(text: string, modifiedAt: Date): AgentStatus {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  let value: unknown;
  try {
    value = JSON.parse(plain);
  } catch {
    return unreadableStatus(`status.json ${jsonProblem(plain)}`, modifiedAt);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return unreadableStatus('status.json line 1, column 1: an object is expected', modifiedAt);
  const fields = value as Record<string, unknown>;
  const reported = reportedStatus(fields);
  const { seenAt, problem } = judgeClaim(plain, fields['last_updated'], modifiedAt);
  return {
    name: printable(fields['agent_name']),
    mission: printable(fields['current_mission']),
    reported: reported.spelling,
    state: reported.state,
    seenAt,
    problem,
    unreadable: false,
  };
}

/** `fsm_state` names the lifecycle itself, so it goes before the free `status` wherever it is understood. */
function reportedStatus(fields: Record<string, unknown>): {
  spelling: string | null;
  state: AgentState | null;
} {
  const spellings = [spellingOf(fields['fsm_state']), spellingOf(fields['status'])];
  for (const spelling of spellings) {
    const state = spelling === null ? undefined : stateOfSpelling(spelling);
    if (state !== undefined) return { spelling, state };
  }
  return { spelling: spellings[1] ?? spellings[0] ?? null, state: null };
}

/** A status is a string, or an object that holds it under one of the names seen. */
function spellingOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return printable(value);
  for (const key of ['current_state', 'current', 'state', 'status']) {
    const spelling = printable((value as Record<string, unknown>)[key]);
    if (spelling !== null) return spelling;
  }
  return null;
}

function printable(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.replaceAll(/\p{Cc}+/gu, ' ').trim();
  return text === '' ? null : text.slice(0, 500);
}

/** A claim counts where the file's own time agrees; the file was certainly written when it was written. */
function judgeClaim(
  text: string,
  claim: unknown,
  modifiedAt: Date,
): { seenAt: Date; problem: string | null } {
  const claimed = typeof claim === 'string' ? parseStatusTimestamp(claim) : undefined;
  if (claimed === undefined) return { seenAt: modifiedAt, problem: null };
  const difference = claimed.getTime() - modifiedAt.getTime();
  if (Math.abs(difference) <= toleranceMilliseconds) {
    const seenAt = difference > 0 ? modifiedAt : claimed;
    return { seenAt, problem: null };
  }
  const relation = difference > 0 ? 'later' : 'earlier';
  const problem = `status.json ${place(text, Math.max(0, text.indexOf('"last_updated"')))}: last_updated says ${claimed.toISOString()}, ${relation} than the file was written (${modifiedAt.toISOString()}); the file's own time is used`;
  return { seenAt: modifiedAt, problem };
}

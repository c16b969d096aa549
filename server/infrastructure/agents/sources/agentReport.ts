import { hash } from 'node:crypto';
import * as z from 'zod';
import { agentUsage, type Heartbeat } from '../../../protocol/agents.ts';
import { timestamp } from '../../../protocol/names.ts';

const text = z.string().nullable().catch(null);
const moment = timestamp.nullable().catch(null);

/** The process of an agent, once it was seen to run on the machine of this name. */
const processSchema = z.object({ pid: z.int(), startTime: z.string(), seenOn: text });

const reportSchema = z.object({
  mission: text,
  process: processSchema.nullable().catch(null),
  state: text,
  /** When it last said its state. */
  stateAt: moment,
  waitingFor: text,
  output: text,
  /** When it first told that output. */
  outputAt: moment,
  sameOutputs: z.int().catch(0),
  usage: agentUsage.nullable().catch(null),
  branch: text,
  worktree: text,
  role: text,
  capabilities: z.array(z.string()).catch([]),
  load: z.number().nullable().catch(null),
});

/** What an agent has said of itself with its signs of life so far. Plain JSON. */
export type AgentReport = z.infer<typeof reportSchema>;

/** A report as it was kept; what it does not hold, or another version wrote otherwise, was not said. */
export function readReport(data: Record<string, unknown>): AgentReport {
  return reportSchema.parse({
    ...Object.fromEntries(Object.keys(reportSchema.shape).map((key) => [key, null])),
    ...data,
  });
}

/** The report of an agent that has said nothing. */
export const nothingSaid = readReport({});

/** The report after a further sign of life: what that leaves out is as it was said before. */
export function reportAfter(before: AgentReport, said: Heartbeat, time: string): AgentReport {
  return {
    mission: printable(said.mission) ?? before.mission,
    process: processAfter(before, said),
    state: printable(said.state) ?? before.state,
    stateAt: said.state === undefined ? before.stateAt : time,
    waitingFor: printable(said.waitingFor),
    ...outputAfter(before, said.output, time),
    usage: usageAfter(before.usage, said.usage),
    branch: printable(said.branch) ?? before.branch,
    worktree: printable(said.worktree) ?? before.worktree,
    role: printable(said.role) ?? before.role,
    capabilities: said.capabilities?.flatMap((one) => printable(one) ?? []) ?? before.capabilities,
    load: said.load ?? before.load,
  };
}

/** A number alone is no identity: the system gives it to another process one day. */
function processAfter({ process }: AgentReport, { pid, startTime }: Heartbeat): AgentReport['process'] {
  if (pid === undefined || startTime === undefined) return process;
  const isSame = process?.pid === pid && process.startTime === startTime;
  return isSame ? process : { pid, startTime, seenOn: null };
}

function outputAfter(
  before: AgentReport,
  said: string | undefined,
  time: string,
): Pick<AgentReport, 'output' | 'outputAt' | 'sameOutputs'> {
  const { output, outputAt, sameOutputs } = before;
  if (said === undefined) return { output, outputAt, sameOutputs };
  const digest = hash('sha256', said).slice(0, 16);
  return digest === output
    ? { output, outputAt, sameOutputs: sameOutputs + 1 }
    : { output: digest, outputAt: time, sameOutputs: 1 };
}

function usageAfter(before: AgentReport['usage'], said: Heartbeat['usage']): AgentReport['usage'] {
  if (said === undefined) return before;
  return {
    tokens: said.tokens ?? before?.tokens ?? null,
    cost: said.cost ?? before?.cost ?? null,
    seconds: said.seconds ?? before?.seconds ?? null,
  };
}

/** Words of agents go to terminals and trees: on one line, and something or nothing. */
function printable(said: string | undefined): string | null {
  const plain = said?.replaceAll(/\p{Cc}+/gu, ' ').trim() ?? '';
  return plain === '' ? null : plain;
}

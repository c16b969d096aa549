import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import autocannon from 'autocannon';

const run = promisify(execFile);

/** Requests without end: the same GET, or transitions of agents that follow their lifecycle. */
export interface Load {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Prefix of the agents to move; absent for reading. */
  readonly agents?: string;
}

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers that were no success, and broken connections. */
  readonly errors: number;
}

export const agentCount = 1024;
/** Enough for a group commit to have a group. */
const connections = 64;

/**
 * Which state request number `n` moves its agent to, all being active before: a full round lies between its requests.
 * The first round are heartbeats: while connections are still being made, one of them falls behind by more than a round,
 * and its agent would get two moves in the wrong order.
 */
function target(n: number): string {
  return Math.floor(n / agentCount) % 2 === 1 ? 'process' : 'active';
}

/** Puts load on a server with wrk, or with autocannon where there is no wrk. */
export async function drive(load: Load, seconds: number): Promise<LoadResult> {
  const hasWrk = await run('wrk', ['--version']).then(
    () => true,
    (error: { code?: unknown }) => error.code !== 'ENOENT',
  );
  return hasWrk ? driveWrk(load, seconds) : driveAutocannon(load, seconds);
}

const report = `
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format('RESULT {"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"errors":%d}\\n', summary.requests,
    summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
`;

function moving(agents: string): string {
  return `
local n = 0
request = function()
  local agent = n % ${agentCount}
  if n < ${agentCount} then
    n = n + 1
    return wrk.format("POST", "/v1/agents/${agents}" .. agent .. "/heartbeats", nil, "{}")
  end
  local to = math.floor(n / ${agentCount}) % 2 == 1 and "process" or "active"
  wrk.headers["idempotency-key"] = "${agents}" .. n
  n = n + 1
  return wrk.format("POST", "/v1/agents/${agents}" .. agent .. "/transitions", nil, '{"to":"' .. to .. '"}')
end
`;
}

async function driveWrk(load: Load, seconds: number): Promise<LoadResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-load-'));
  const script = path.join(folder, 'load.lua');
  await writeFile(script, (load.agents === undefined ? '' : moving(load.agents)) + report);
  const headers = Object.entries(load.headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const limits = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '-s', script];
  const { stdout } = await run('wrk', [...limits, ...headers, `${load.address}/v1/agents`]);
  await rm(folder, { recursive: true });
  const line = stdout.split('\n').find((candidate) => candidate.startsWith('RESULT ')) ?? 'RESULT {}';
  const result = JSON.parse(line.slice('RESULT '.length)) as Record<string, number>;
  const { requests = 0, microseconds = 1, p50 = 0, p99 = 0, errors = 0 } = result;
  return { requests, perSecond: requests / (microseconds / 1e6), p50: p50 / 1000, p99: p99 / 1000, errors };
}

/** A request that is another transition each time it is sent. */
function movingRequest(load: Load, agents: string) {
  let n = 0;
  return {
    method: 'POST',
    setupRequest: (request: { readonly method?: string }) => {
      const own = n++;
      const agent = `/v1/agents/${agents}${own % agentCount}`;
      if (own < agentCount)
        return { ...request, path: `${agent}/heartbeats`, headers: { ...load.headers }, body: '{}' };
      return {
        ...request,
        path: `${agent}/transitions`,
        headers: { ...load.headers, 'idempotency-key': `${agents}${own}` },
        body: JSON.stringify({ to: target(own) }),
      };
    },
  };
}

async function driveAutocannon(load: Load, seconds: number): Promise<LoadResult> {
  const { latency, requests, non2xx, errors } = await autocannon({
    url: `${load.address}/v1/agents`,
    connections,
    duration: seconds,
    headers: { ...load.headers },
    ...(load.agents === undefined ? {} : { requests: [movingRequest(load, load.agents)] }),
  });
  return {
    requests: requests.total,
    perSecond: requests.average,
    p50: latency.p50,
    p99: latency.p99,
    errors: non2xx + errors,
  };
}

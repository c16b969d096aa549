import type { HealthCheck } from '../../../protocol/healthChecks.ts';
import { checkName } from './checkName.ts';
import { type CommandPlace, probeCommand } from './commandProbe.ts';
import { probeHttp } from './httpProbe.ts';
import type { ProbeResult } from './probeResult.ts';
import { probeTcp } from './tcpProbe.ts';
import { probeWebSocket } from './webSocketProbe.ts';

/** The program that is asked. */
export interface ProbeTarget extends CommandPlace {
  /** On 127.0.0.1. */
  readonly port: number;
}

/** An answer with when it came and how long it took. */
export interface CheckAnswer extends ProbeResult {
  readonly name: string;
  readonly at: string;
  readonly milliseconds: number;
}

/** Asks once, within the time the check has. Never rejects: no answer is a bad one. */
export async function probe(
  check: HealthCheck,
  target: ProbeTarget,
  signal: AbortSignal,
): Promise<CheckAnswer> {
  const started = performance.now();
  const at = new Date().toISOString();
  const late = AbortSignal.timeout(check.timeoutSeconds * 1000);
  // A command is ended by what runs it, which says so.
  const end = check.type === 'command' ? signal : AbortSignal.any([signal, late]);
  const result = await ask(check, target, end).catch((error: unknown) => ({
    why: silence(check, late.aborted, error),
  }));
  const milliseconds = Math.round((performance.now() - started) * 10) / 10;
  return { ...result, name: checkName(check), at, milliseconds };
}

async function ask(check: HealthCheck, target: ProbeTarget, signal: AbortSignal): Promise<ProbeResult> {
  switch (check.type) {
    case 'http':
      return probeHttp(check, target.port, signal);
    case 'tcp':
      return probeTcp(target.port, signal);
    case 'websocket':
      return probeWebSocket(check, target.port, signal);
    case 'command':
      return probeCommand(check, target, signal);
  }
}

function silence(check: HealthCheck, late: boolean, error: unknown): string {
  const asked = checkName({ ...check, name: undefined });
  if (late) return `did not answer in time to ${asked}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^HPE_/.test(code)) return `answered to ${asked} with something that is no HTTP`;
  if (/SSL|TLS|EPROTO/.test(code)) return `answered to ${asked} with something that is no TLS`;
  return `did not answer to ${asked}`;
}

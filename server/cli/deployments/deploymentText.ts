import type { Departure, Deployment, DeploymentStep, MeasuredTraffic } from '../../protocol/deployments.ts';
import type { GateMeasure, GateOutcome } from '../../protocol/gates.ts';
import { plain } from '../table.ts';
import { durationText } from './durationText.ts';

/** A deployment in one line. */
export function deploymentLine(deployment: Deployment): string {
  const { id, environment, team, slot, revision, commit, strategy } = deployment;
  const where = `${environment}/${team}${slot === null ? '' : `/${slot}`}`;
  return `Deployment ${id}: ${revision} (${commit.slice(0, 10)}) to ${where}, ${strategy}: ${stateText(deployment)}${why(deployment)}`;
}

/** Where it stands; of one that was live and has no requests any more not that it is live. */
export function stateText({ state, share }: Deployment): string {
  return state === 'live' && share === 0 ? 'was live' : state;
}

/** Why it stands there: the reason of its end, what it waits for, or how the requests left it; empty where there is none. */
export function reasonText({ problem, waitsFor, left }: Deployment): string {
  return problem ?? waitsFor ?? (left ? departureText(left) : '');
}

function departureText({ at, by, to, rollback, reason }: Departure): string {
  const done =
    to === null
      ? 'closed the address'
      : `${rollback ? 'rolled back to' : 'sent the requests to'} ${to.slot} (${to.revision})`;
  return `until ${at}: ${by} ${done}${reason === null ? '' : `: ${reason}`}`;
}

/** How a person lets a canary go on that waits for it; nothing where none does. */
export function continueLines({ id, strategy, state, share, waitsFor }: Deployment): string[] {
  const waits = strategy === 'canary' && state === 'switching' && share > 0 && share < 100;
  return waits && waitsFor !== null ? [`let it go on: swarm continue ${id}`] : [];
}

function why(deployment: Deployment): string {
  const { position, problem, waitsFor, left } = deployment;
  const place = position === null ? '' : `, place ${position} in the queue`;
  const reason = reasonText(deployment);
  const isDeparture = left !== null && problem === null && waitsFor === null;
  return `${place}${reason === '' ? '' : `${isDeparture ? ' ' : ': '}${reason}`}`;
}

/** Everything about a deployment, for people. */
export function deploymentDetails(deployment: Deployment): string {
  const { approvals, bypass, replaced, baseline, observed, failedCheck } = deployment;
  const { requestedBy, requestedAt, endedAt, gates, steps } = deployment;
  const lines = [
    deploymentLine(deployment),
    ...continueLines(deployment).map((line) => `  ${line}`),
    `  asked for by ${requestedBy} at ${requestedAt}${endedAt === null ? '' : `, ended at ${endedAt}`}`,
    ...(replaced
      ? [`  before: ${replaced.slot} with ${replaced.revision} (${replaced.commit.slice(0, 10)})`]
      : []),
    ...(bypass ? [`  gates, windows and freezes passed over by ${bypass.by}: ${bypass.reason}`] : []),
    ...(approvals ? approvalLines(approvals) : []),
    ...steps.map((step) => `  ${stepLine(step)}`),
    ...gates.flatMap((gate) => gateLines(gate).map((line) => `  ${line}`)),
    ...(baseline ? [`  measured before: ${measuredText(baseline)}`] : []),
    ...(observed ? [`  measured since:  ${measuredText(observed)}`] : []),
    ...(failedCheck
      ? [`  failed check ${failedCheck.name}: ${failedCheck.status ?? ''} ${failedCheck.body.slice(0, 300)}`]
      : []),
  ];
  return lines.map((line) => `${plain(line).trimEnd()}\n`).join('');
}

function approvalLines({ given, required, approvers, expiresAt }: NonNullable<Deployment['approvals']>) {
  const until = expiresAt === null ? '' : `, until ${expiresAt}`;
  return [
    `  approved by ${given.length} of ${required}${until}; may approve: ${approvers.join(', ')}`,
    ...given.map(
      ({ by, at, comment, verified }) =>
        `    ${by}${verified ? '' : ' (by name only)'} at ${at}${comment === null ? '' : `: ${comment}`}`,
    ),
  ];
}

/** A step with its time and what came of it. */
export function stepLine({ state, milliseconds, detail }: DeploymentStep): string {
  const time = milliseconds === null ? 'under way' : durationText(milliseconds);
  return `${state.padEnd(17)} ${time}${detail === null ? '' : `: ${detail}`}`;
}

/** A gate with its figures. */
export function gateLines({
  name,
  required,
  outcome,
  milliseconds,
  measures,
  problem,
}: GateOutcome): string[] {
  const time = milliseconds === null ? '' : ` in ${durationText(milliseconds)}`;
  const asked = required ? '' : ' (advisory)';
  return [
    `gate ${name}${asked} ${outcome}${time}${problem === null ? '' : `: ${problem}`}`,
    ...measures.map((measure) => `  ${measureText(measure)}`),
  ];
}

function measureText({ name, value, unit, limit, passed }: GateMeasure): string {
  const figure = value === null ? 'not said' : `${value}${unit === '' ? '' : ` ${unit}`}`;
  return `${passed ? '+' : '-'} ${name} ${figure}${limit === null ? '' : ` (${limit})`}`;
}

function measuredText({ requests, errorRatePercent, p95Milliseconds }: MeasuredTraffic): string {
  const latency = p95Milliseconds === null ? '' : `, 95 % of them within ${p95Milliseconds.toFixed(1)} ms`;
  return `${requests} requests, ${errorRatePercent.toFixed(2)} % failed${latency}`;
}

import type { GateOutcome } from '../../../protocol/gates.ts';
import { decideGate } from '../decideDeployment.ts';
import type { DeploymentHistory } from '../deploymentHistory.ts';
import type { GateRun } from '../releaseGates.ts';
import { enterNext } from './nextState.ts';
import type { StepContext, StepResult } from './stepContext.ts';

/** Runs the gates of the release, or passes over all of them where somebody may. */
export async function gatesStep(context: StepContext): Promise<StepResult> {
  const { history } = context;
  if (history.bypass !== null) {
    for (const { name, required } of history.gates)
      await record(context, { ...bypassed, name, required, measures: [] });
    return enterNext(context, 'gates', `Passed over: ${history.bypass}`);
  }
  if (await gatesFail(context, 'release', null)) return 'done';
  return enterNext(context, 'gates', passedWords(context.history.outcomes));
}

/**
 * Runs the gates of a place: all of them, also those that were over when the service was killed, since some read what
 * others have written.
 * @returns whether one failed that is required, so that the deployment ends
 */
export async function gatesFail(
  context: StepContext,
  at: GateRun['at'],
  url: string | null,
): Promise<boolean> {
  const { history, parts, stream, signal } = context;
  if (history.bypass !== null || history.rollback) return false;
  const { environment, team, commit, gates } = history;
  if (gates.length === 0) return false;
  const base = parts.book.state(context.route).live?.commit ?? null;
  const recorded: Promise<void>[] = [];
  const onOutcome = (outcome: GateOutcome) => void recorded.push(record(context, outcome));
  const asked = { environment, team, commit, at, gates, base, url, signal, onOutcome };
  const outcomes = await parts.gates.run({ deployment: stream.id, ...asked });
  await Promise.all(recorded);
  if (signal.aborted) return true;
  const why = failure(outcomes) ?? (at === 'slot' ? notRun(context.history) : undefined);
  if (why !== undefined) await context.end('failed', why);
  return why !== undefined;
}

function failure(outcomes: readonly GateOutcome[]): string | undefined {
  const failed = outcomes.find(({ required, outcome }) => required && outcome === 'failed');
  return failed && `Gate ${failed.name} failed: ${failed.problem ?? 'it says no reason'}`;
}

/** Of a required gate that has no outcome: it belonged to the other place each time. */
function notRun({ gates, outcomes }: DeploymentHistory): string | undefined {
  const isOver = (name: string) =>
    outcomes.some((known) => known.name === name && known.outcome !== 'running');
  const missing = gates.find(({ name, required }) => required && !isOver(name));
  return (
    missing && `Gate ${missing.name} did not run, because swarm.json was changed meanwhile. Deploy again.`
  );
}

const bypassed = { outcome: 'bypassed', milliseconds: null, problem: null, log: null } as const;

function record({ stream }: StepContext, outcome: GateOutcome): Promise<void> {
  return stream.record((history) => decideGate(history, outcome));
}

function passedWords(outcomes: readonly GateOutcome[]): string {
  const passed = outcomes.filter(({ outcome }) => outcome === 'passed').length;
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
  const advice = failed.length === 0 ? '' : `; failed, but only advisory: ${failed.join(', ')}`;
  return `${passed} of ${outcomes.length} passed${advice}.`;
}

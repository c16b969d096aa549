import type { GateConfiguration } from '../../../protocol/configuration/gateConfiguration.ts';
import type { GateOutcome } from '../../../protocol/gates.ts';
import type { Refusal } from '../../refusal.ts';
import type { AskedGate, GateRun } from '../releaseGates.ts';
import type { GateResult, GateStage } from './gateStage.ts';

/** A gate that a deployment asks for, with what is known before it runs. */
export interface PlannedGate {
  readonly asked: AskedGate;
  /** Undefined where nobody has declared it. */
  readonly gate: GateConfiguration | undefined;
  /** Why it cannot run. */
  readonly refusal: Refusal | undefined;
}

/**
 * Runs gates one after the other until a required one has failed; nothing is tried again.
 * @throws {DOMException} the reason of an abort
 */
export async function runInOrder(
  { signal, onOutcome }: Pick<GateRun, 'signal' | 'onOutcome'>,
  planned: readonly PlannedGate[],
  stage?: Pick<GateStage, 'result'>,
): Promise<GateOutcome[]> {
  const outcomes: GateOutcome[] = [];
  for (const one of planned) {
    signal.throwIfAborted();
    onOutcome(outcomeOf(one, 'running'));
    const began = performance.now();
    const result = await resultOf(one, stage);
    signal.throwIfAborted();
    const ended = result.problem === null ? 'passed' : 'failed';
    const milliseconds = Math.round(performance.now() - began);
    const outcome = { ...outcomeOf(one, ended), ...result, milliseconds };
    outcomes.push(outcome);
    onOutcome(outcome);
    if (ended === 'failed' && one.asked.required) break;
  }
  return outcomes;
}

async function resultOf(
  { gate, refusal }: PlannedGate,
  stage: Pick<GateStage, 'result'> | undefined,
): Promise<GateResult> {
  if (gate && stage && !refusal) return stage.result(gate);
  return { measures: [], problem: refusal?.message ?? 'There is no such gate.', log: null };
}

function outcomeOf({ asked }: PlannedGate, outcome: GateOutcome['outcome']): GateOutcome {
  const nothingYet = { milliseconds: null, measures: [], problem: null, log: null };
  return { name: asked.name, required: asked.required, outcome, ...nothingYet };
}

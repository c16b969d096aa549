import type { Deployment, DeploymentState } from '../../../protocol/deployments.ts';
import { Refusal } from '../../refusal.ts';
import type { PrintedOutput } from './printedOutput.ts';

/** Which output of a deployment: of a step, of a gate, or of the newest step that prints. */
export interface WantedOutput {
  readonly step?: DeploymentState | undefined;
  readonly gate?: string | undefined;
}

/**
 * What a step or a gate of a deployment printed.
 * @param others deployments among which those may be that printed to the same file since: slots have one for each program
 * @throws {Refusal} `not-found`: no such gate, or the file is another release's by now
 */
export function deploymentOutput(
  { id, gates, steps }: Deployment,
  { step, gate }: WantedOutput,
  others: Iterable<Pick<Deployment, 'id' | 'steps'>>,
): PrintedOutput {
  if (gate !== undefined) {
    const found = gates.findLast(({ name }) => name === gate);
    if (!found) throw new Refusal('not-found', `Deployment ${id} has run no gate ${gate} so far.`);
    return { log: found.log, open: found.outcome === 'running' };
  }
  const found = steps.findLast(({ state, log }) => (step === undefined ? log !== null : state === step));
  const log = found?.log ?? null;
  const later = log === null ? undefined : firstLater(others, id, log);
  if (later !== undefined)
    throw new Refusal(
      'not-found',
      `What deployment ${id} printed is not kept any more: deployment ${later} uses its slot since.`,
    );
  return { log, open: found?.milliseconds === null };
}

function firstLater(
  others: Iterable<Pick<Deployment, 'id' | 'steps'>>,
  id: string,
  log: string,
): string | undefined {
  for (const other of others)
    if (Number(other.id) > Number(id) && other.steps.some((step) => step.log === log)) return other.id;
  return undefined;
}

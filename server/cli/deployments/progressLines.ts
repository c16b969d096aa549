import type { Deployment } from '../../protocol/deployments.ts';
import { continueLines, deploymentLine, gateLines, stepLine } from './deploymentText.ts';

/** What is new in a deployment since it was looked at last, a line each; all of it where it was not. */
export function progressLines(before: Deployment | undefined, now: Deployment): string[] {
  return [...newGates(before, now), ...newSteps(before, now), ...newWait(before, now)];
}

function newGates(before: Deployment | undefined, { gates }: Deployment): string[] {
  return gates.flatMap((gate, index) => {
    const known = before?.gates[index]?.outcome;
    return known === gate.outcome || gate.outcome === 'running' ? [] : gateLines(gate);
  });
}

/** A step is told when it begins and when it is done; one that was too quick to be seen under way only then. */
function newSteps(before: Deployment | undefined, { steps }: Deployment): string[] {
  return steps.flatMap((step, index) => {
    const known = before?.steps[index];
    const same = known?.milliseconds === step.milliseconds && known.detail === step.detail;
    return same ? [] : [stepLine(step)];
  });
}

/** Unless its step says so already. */
function newWait(before: Deployment | undefined, now: Deployment): string[] {
  const same = before?.waitsFor === now.waitsFor && before?.position === now.position;
  const told = now.position === null && now.steps.at(-1)?.detail === now.waitsFor;
  if (same || now.waitsFor === null) return [];
  return [...(told ? [] : [deploymentLine(now)]), ...continueLines(now)];
}

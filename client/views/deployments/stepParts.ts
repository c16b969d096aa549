import { l10n } from 'vscode';
import type { Deployment, DeploymentState, DeploymentStep } from '../../../server/protocol/deployments.ts';
import type { GateMeasure, GateOutcome } from '../../../server/protocol/gates.ts';
import { commandId, rowKind } from '../../contributions.ts';
import type { RowPart } from '../rowView.ts';
import { spokenList } from '../spokenList.ts';
import { Tooltip } from '../tooltip.ts';
import { gateIcon, stepIcon } from './deploymentIcons.ts';
import { durationText, hasEnded, stateLabel } from './deploymentWords.ts';

/** The steps of a deployment in their order; the gates below theirs. */
export function stepParts(deployment: Deployment, now: number): RowPart[] {
  const { steps, state } = deployment;
  const after = (index: number) => steps[index + 1]?.state ?? (hasEnded(deployment) ? state : undefined);
  const lastGates = steps.findLastIndex((step) => step.state === 'gates');
  return steps.map((step, index) =>
    stepPart(step, {
      deployment,
      index,
      next: after(index),
      now,
      gates: index === lastGates ? deployment.gates : [],
    }),
  );
}

/** Part ids of the output that a row leads to: of a step by its place, of a gate by its name. */
export const stepPartId = (index: number) => `step:${index}`;
export const gatePartId = (name: string) => `gate:${name}`;

interface StepPlace {
  readonly deployment: Deployment;
  readonly index: number;
  /** The state that followed it. */
  readonly next: DeploymentState | undefined;
  readonly now: number;
  readonly gates: readonly GateOutcome[];
}

function stepPart(step: DeploymentStep, { deployment, index, next, now, gates }: StepPlace): RowPart {
  const label = stateLabel(step.state);
  const time = durationText(step.milliseconds ?? now - Date.parse(step.startedAt));
  const facts = [step.state === 'live' ? undefined : time, step.detail ?? undefined].filter(isThere);
  return {
    id: stepPartId(index),
    presentation: {
      label,
      description: facts.join(' · '),
      ...stepIcon(step, next, deployment),
      contextValue: step.log === null ? rowKind.step : rowKind.stepWithLog,
      spoken: spokenList(label, facts),
      ...(gates.length > 0 ? { children: 'expanded' } : {}),
    },
    tooltip: () =>
      new Tooltip(label)
        .time(l10n.t('Started'), step.startedAt)
        .fact(l10n.t('Took'), step.milliseconds === null ? undefined : durationText(step.milliseconds))
        .fact(l10n.t('What it came to'), step.detail)
        .fact(l10n.t('Output'), step.log)
        .build(),
    ...(step.log === null ? {} : { opens: commandId.openDeploymentLog }),
    parts: gates.map(gatePart),
  };
}

function gatePart(gate: GateOutcome): RowPart {
  const { name, milliseconds, log } = gate;
  const facts = [
    gate.required ? undefined : l10n.t('advisory'),
    gate.problem ?? undefined,
    ...gate.measures.map(measureText),
    milliseconds === null ? undefined : durationText(milliseconds),
  ].filter(isThere);
  return {
    id: gatePartId(name),
    presentation: {
      label: name,
      description: facts.join(' · '),
      ...gateIcon(gate),
      contextValue: log === null ? rowKind.gate : rowKind.gateWithLog,
      spoken: spokenList(l10n.t('Gate {0}', name), [outcomeLabel(gate), ...facts]),
    },
    tooltip: () =>
      new Tooltip(l10n.t('Gate {0}', name))
        .fact(l10n.t('Outcome'), outcomeLabel(gate))
        .fact(l10n.t('Stops the deployment'), gate.required ? l10n.t('yes') : l10n.t('no, it only tells'))
        .fact(l10n.t('Problem'), gate.problem)
        .list(l10n.t('Measured'), gate.measures.map(measureText), 30)
        .fact(l10n.t('Output'), log)
        .build(),
    ...(log === null ? {} : { opens: commandId.openDeploymentLog }),
  };
}

/** A figure of a gate beside what is asked of it: `line coverage 83 % (>= 80)`. */
export function measureText({ name, value, unit, limit }: GateMeasure): string {
  const figure = value === null ? l10n.t('not reported') : [rounded(value), unit].filter(Boolean).join(' ');
  return limit === null ? `${name} ${figure}` : `${name} ${figure} (${limit})`;
}

/** What came of a gate, in a word. */
export function outcomeLabel({ outcome }: GateOutcome): string {
  const labels: { readonly [Outcome in GateOutcome['outcome']]: string } = {
    running: l10n.t('running'),
    passed: l10n.t('passed'),
    failed: l10n.t('failed'),
    bypassed: l10n.t('passed over'),
  };
  return labels[outcome];
}

/** Never rounded over a limit: 79.96 is not 80. */
function rounded(value: number | string): string {
  return typeof value === 'string' ? value : String(Math.trunc(value * 100) / 100);
}

function isThere(fact: string | undefined): fact is string {
  return fact !== undefined && fact !== '';
}

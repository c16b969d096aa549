import { describe, expect, it } from 'vitest';
import { deploymentOutput } from '../../../../server/infrastructure/deployments/output/deploymentOutput.ts';
import type { DeploymentStep } from '../../../../server/protocol/deployments.ts';
import { deploymentRow } from '../../../deploymentRow.ts';

const step = (state: DeploymentStep['state'], log: string | null, milliseconds: number | null = 5) => ({
  state,
  log,
  milliseconds,
  startedAt: '2026-11-21T08:00:01.000Z',
  detail: null,
});
const deployment = deploymentRow({
  steps: [step('building', '/build.log'), step('starting', '/output.log'), step('verifying', null, null)],
  gates: [
    {
      name: 'tests',
      required: true,
      outcome: 'running',
      milliseconds: null,
      measures: [],
      problem: null,
      log: '/gate.log',
    },
  ],
});

describe('what a deployment printed', () => {
  it('is that of the step or gate that is named, else of the newest step that prints', () => {
    expect(deploymentOutput(deployment, { step: 'building' }, [])).toEqual({
      log: '/build.log',
      open: false,
    });
    expect(deploymentOutput(deployment, { gate: 'tests' }, [])).toEqual({ log: '/gate.log', open: true });
    expect(deploymentOutput(deployment, {}, [])).toEqual({ log: '/output.log', open: false });
    expect(deploymentOutput(deployment, { step: 'verifying' }, [])).toEqual({ log: null, open: true });
    expect(() => deploymentOutput(deployment, { gate: 'lint' }, [])).toThrow('has run no gate lint so far');
  });

  it('is not what a later release printed in the same slot', () => {
    const steps = [step('starting', '/output.log')];
    const older = deploymentRow({ id: '9', steps });
    expect(deploymentOutput(deployment, {}, [older, deployment])).toMatchObject({ log: '/output.log' });
    const later = deploymentRow({ id: '13', steps });
    expect(() => deploymentOutput(deployment, {}, [later, deployment, older])).toThrow(
      'What deployment 12 printed is not kept any more: deployment 13 uses its slot since.',
    );
    expect(deploymentOutput(deployment, { step: 'building' }, [later])).toMatchObject({ log: '/build.log' });
  });
});

import { deploymentRequested } from '../../../server/infrastructure/deployments/deploymentEvents.ts';
import type {
  DeploymentHistory,
  RequestedDeployment,
} from '../../../server/infrastructure/deployments/deploymentHistory.ts';
import { deploymentSubject } from '../../../server/infrastructure/deployments/deploymentSubject.ts';
import type { EventDraft } from '../../../server/infrastructure/events/subject.ts';

const requested: RequestedDeployment = {
  environment: 'development',
  team: 'web',
  revision: 'feature/web',
  commit: 'a'.repeat(40),
  hash: 'h',
  builds: true,
  slot: null,
  strategy: 'blue-green',
  canarySteps: [{ percent: 10, seconds: 30 }, { percent: 50 }],
  instances: 1,
  observe: {
    seconds: 30,
    baselineSeconds: 300,
    failedChecks: 3,
    errorRatePercent: 5,
    slowerPercent: 20,
    minimumRequests: 50,
  },
  gates: [],
  bypass: null,
  rollback: false,
  key: null,
};

/** History of a deployment after these events. */
export function historyAfter(
  drafts: readonly EventDraft[],
  history: DeploymentHistory | null = null,
): DeploymentHistory | null {
  return drafts.reduce<DeploymentHistory | null>(
    (state, { type, data }, index) =>
      deploymentSubject.evolve(state, {
        ...{
          seq: index + 1,
          stream: 'deployment/1',
          version: index + 1,
          type,
          actor: 'ada',
          hash: '0'.repeat(64),
        },
        data: structuredClone(data),
        time: new Date(Date.UTC(2026, 10, 21) + index).toISOString(),
      }),
    history,
  );
}

/** One that was just asked for. */
export function requestedRelease(facts: Partial<RequestedDeployment> = {}): DeploymentHistory {
  const history = historyAfter([deploymentRequested({ ...requested, ...facts })]);
  if (history === null) throw new Error('not requested');
  return history;
}

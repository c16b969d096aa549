import type { Deployment, DeploymentState } from '../../server/protocol/deployments.ts';
import type { Slot } from '../../server/protocol/slots.ts';
import type { Snapshot } from '../../server/protocol/snapshot.ts';
import { snapshotWith } from '../client/infrastructure/snapshotWith.ts';
import { slotRow } from '../client/views/branches/branchRows.ts';
import { deploymentRow, gateRow, stepRow } from '../client/views/deployments/deploymentRows.ts';

const place = { environment: 'production', team: 'ai-workflow' };
const address = 'http://127.0.0.1:8081';
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const traffic = (share: number, requests: number) => ({
  share,
  requests,
  failures: 0,
  errors: 2,
  p95Milliseconds: 12.4,
  connections: 3,
});

function slot(name: string, facts: Partial<Slot>): Slot {
  const { environment, team } = { ...place, ...facts };
  const id = `${environment}/${team}/${name}`;
  return slotRow('main', { ...place, id, slot: name, since: ago(42), actor: 'Agent-5', address, ...facts });
}

const idle = { state: 'idle', revision: null, commit: null, since: null, actor: null } as const;

const slots: readonly Slot[] = [
  slot('blue', { live: true, traffic: traffic(90, 182_340), url: 'http://127.0.0.1:4001' }),
  slot('green', {
    revision: 'feature/ai-workflow-agent-metrics',
    commit: 'b'.repeat(40),
    since: ago(3),
    traffic: traffic(10, 1_240),
    url: 'http://127.0.0.1:4002',
    log: '/green.log',
  }),
  slot('yellow', {
    ...idle,
    reservation: { by: 'Agent-7', until: ago(-120), reason: 'load test' },
  }),
  slot('red', {
    state: 'failed',
    commit: 'c'.repeat(40),
    problem: 'The program exited with code 3: no database.',
    revision: 'feature/ai-workflow-planner',
    log: '/red.log',
  }),
  slot('slot-1', { environment: 'staging', state: 'starting', revision: 'feature/ai-workflow-planner' }),
  slot('slot-2', { environment: 'staging', ...idle }),
];

const measures = [
  { name: 'line coverage', value: 83.4, unit: '%', limit: '>= 80', passed: true },
  { name: 'failed tests', value: 0, unit: '', limit: '<= 0', passed: true },
];
const slow = { name: 'response time', value: 214, unit: 'ms', limit: '<= 200', passed: false };

/** Where it waits for an approval, with everything before that. */
export const awaiting: Deployment = deploymentRow(1003, {
  ...place,
  slot: 'green',
  revision: 'feature/ai-workflow-agent-metrics',
  commit: 'b'.repeat(40),
  state: 'awaiting-approval',
  requestedBy: 'Agent-5',
  requestedAt: ago(6),
  steps: [
    stepRow('gates', { milliseconds: 41_000, detail: '2 of 3 passed, 1 advisory failed' }),
    stepRow('building', { milliseconds: 12_400, log: '/build.log' }),
    stepRow('starting', { milliseconds: 640 }),
    stepRow('verifying', { milliseconds: 2_100, detail: '2 checks pass' }),
    stepRow('awaiting-approval', { milliseconds: null, startedAt: ago(3), detail: '1 of 2 given' }),
  ],
  gates: [
    gateRow('unit-tests', { measures, milliseconds: 31_200, log: '/tests.log' }),
    gateRow('v2', { measures: [] }),
    gateRow('load', {
      required: false,
      outcome: 'failed',
      measures: [slow],
      problem: 'response time 214 ms is above the limit of 200 ms.',
    }),
  ],
  approvals: {
    required: 2,
    given: [{ by: 'Agent-8', at: ago(2), comment: 'tried it in the preview', verified: true }],
    approvers: ['everyone'],
    expiresAt: ago(-1400),
  },
});

const rolledBack: Deployment = deploymentRow(1002, {
  ...place,
  slot: 'red',
  revision: 'feature/ai-workflow-planner',
  state: 'failed',
  endedAt: ago(30),
  problem: 'The program exited with code 3: no database.',
  steps: [stepRow('building', { log: '/build.log' }), stepRow('starting')],
  failedCheck: {
    name: 'GET /api/ai/health',
    at: ago(30),
    milliseconds: 4.2,
    status: 503,
    headers: { 'retry-after': '5' },
    body: '{"status":"no database"}',
  },
});

const building: Deployment = deploymentRow(1001, {
  environment: 'staging',
  team: 'ai-workflow',
  slot: 'slot-1',
  state: 'building',
  revision: 'feature/ai-workflow-planner',
  requestedBy: 'Agent-6',
  requestedAt: ago(1),
  steps: [stepRow('building', { milliseconds: null, startedAt: ago(1), log: '/build.log' })],
});

const queued: Deployment = deploymentRow(1004, {
  environment: 'staging',
  team: 'ai-workflow',
  slot: null,
  state: 'queued',
  position: 1,
  revision: 'feature/ai-workflow-embeddings',
  requestedBy: 'Agent-8',
  requestedAt: ago(1),
  waitsFor: 'Deployment #1001 is under way.',
});

const ends: readonly DeploymentState[] = ['live', 'live', 'failed', 'live', 'rolled-back', 'cancelled'];

/** A thousand that have ended. */
const history: readonly Deployment[] = Array.from({ length: 1000 }, (_, index) => {
  const state = ends[index % ends.length] ?? 'live';
  const environment = index % 3 === 0 ? 'production' : 'staging';
  return deploymentRow(index + 1, {
    environment,
    team: index % 2 === 0 ? 'ai-workflow' : 'realtime',
    slot: 'old',
    state,
    revision: `feature/topic-${index}`,
    requestedAt: ago(2000 - index),
    endedAt: ago(1999 - index),
    problem: state === 'failed' ? 'The build exited with code 1: tsc found 3 errors.' : null,
  });
});

/** An environment in which much happens, and a history of a thousand deployments. */
export function deployedSnapshot(): Snapshot {
  const open = [queued, awaiting, rolledBack, building];
  const past = history.filter(({ id }) => !open.some((row) => row.id === id));
  return { ...snapshotWith([]), slots: [...slots], deployments: [...open, ...past] };
}

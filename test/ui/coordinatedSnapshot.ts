import type { Agent } from '../../server/protocol/agents.ts';
import type { Contract } from '../../server/protocol/contracts.ts';
import type { BurnUp, Leaderboard } from '../../server/protocol/ledger.ts';
import type { Reconciliation } from '../../server/protocol/reconciliation.ts';
import type { Snapshot } from '../../server/protocol/snapshot.ts';
import type { Task } from '../../server/protocol/tasks.ts';
import { agentRow } from '../agentRow.ts';
import { snapshotWith } from '../client/infrastructure/snapshotWith.ts';
import { contractRow } from '../contractRow.ts';
import { leaseRow } from '../leaseRow.ts';
import { taskRow } from '../taskRow.ts';

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/** Names that are commands, HTML and controls in disguise: they stay texts. */
const hostile = '[run](command:swarm.showLog) <img src=x onerror=alert(1)> $(flame)';

const worker: Agent = agentRow('Agent-5', {
  name: 'Agent metrics',
  team: 'ai-workflow',
  role: 'implementer',
  lastSeen: ago(0),
  mission: 'Count what a tick costs',
  branch: 'feature/ai-workflow-agent-metrics',
  leases: 2,
  contract: 'V2-COMPLIANCE-002',
  unread: 2,
  file: 'agent_workspaces/Agent-5/status.json',
  score: { value: 92, parts: [{ name: 'unread', points: -8, reason: '2 messages are not read.' }] },
  evidence: [{ kind: 'process', text: 'pid 4711 runs and was started when it says', time: ago(0) }],
});

const agents: readonly Agent[] = [
  worker,
  agentRow('Agent-6', {
    name: 'Planner',
    team: 'ai-workflow',
    state: 'blocked',
    flags: ['blocked'],
    lastSeen: ago(4),
    condition: 'waiting-for-input',
    waitingFor: 'the schema of metrics',
    health: 'late',
    mission: 'Split the planner into modules',
  }),
  agentRow('Agent-7', {
    name: 'Embeddings',
    team: 'ai-workflow',
    lastSeen: ago(55),
    health: 'dead',
    condition: 'ghost',
    quarantined: true,
    mission: hostile,
  }),
  agentRow('Agent-8', {
    name: 'Conflict resolution',
    team: 'realtime',
    flags: ['looping', 'over-budget'],
    lastSeen: ago(1),
    file: 'agent_workspaces/Agent-8/status.json',
    problem: 'Line 12, column 3: a comma is missing.',
  }),
  agentRow('Agent-9', {
    name: 'Reviewer',
    role: 'review',
    draining: true,
    lastSeen: ago(1),
    condition: 'idle',
  }),
];

const contract = 'V2-COMPLIANCE-002';
const contracts: readonly Contract[] = [
  contractRow(contract, {
    title: 'Bring the AI workflow under its limits',
    total: 400,
    credited: 175,
    remaining: 125,
    held: 100,
    scope: 400,
    deadline: ago(-3 * 24 * 60),
    tasks: { open: 2, working: 1, waiting: 1, completed: 1, credited: 1, ended: 0 },
    credits: [
      ...[{ seq: 41, agent: 'Agent-7', points: 100, task: null, reversed: true }].map((credit) => ({
        ...credit,
        reason: 'counted twice',
        actor: 'Avery Quinn',
        time: ago(900),
      })),
      ...[{ seq: 42, agent: 'Agent-5', points: 175, task: 'T-1', reversed: false }].map((credit) => ({
        ...credit,
        reason: 'torch is loaded where it is used',
        actor: 'Avery Quinn',
        time: ago(300),
      })),
    ],
  }),
  contractRow('DOCS-001', {
    title: 'Write the handbook',
    total: 60,
    remaining: 60,
    problem: 'No task adds up.',
  }),
];

const seen = { time: ago(12) };
const tasks: readonly Task[] = [
  taskRow(contract, 'T-1', {
    title: 'Load torch where it is used',
    points: 175,
    assignee: 'Agent-5',
    credited: true,
    state: 'completed',
    stage: 'credited',
    attempt: 1,
    evidence: [
      { kind: 'merged', spec: 'lazy-torch is merged', verdict: 'holds', text: 'Merged 5 h ago.', ...seen },
    ],
  }),
  taskRow(contract, 'T-2', {
    title: 'Split planner.py',
    points: 100,
    assignee: 'Agent-5',
    state: 'input-required',
    attempt: 2,
    stage: 'unproven',
    files: ['ai_workflow/planner.py'],
    evidence: [
      {
        kind: 'lines',
        spec: 'ai_workflow/planner.py has at most 300 lines',
        verdict: 'fails',
        text: 'It has 412.',
        ...seen,
      },
    ],
  }),
  taskRow(contract, 'T-3', {
    title: 'Remove legacy_metrics.py',
    points: 50,
    phantom: 'legacy_metrics.py does not exist.',
  }),
  taskRow(contract, 'T-4', { title: hostile, points: 25, priority: 'urgent' }),
];

/** Five agents, two contracts and what they disagree about. */
export function coordinatedSnapshot(): Snapshot {
  const leases = [
    leaseRow('1', { subject: 'ai_workflow/**', holder: 'Agent-5', expiresAt: ago(-9) }),
    leaseRow('2', {
      kind: 'resource',
      subject: 'port:5432',
      globs: [],
      holder: 'Agent-5',
      expiresAt: ago(-2),
    }),
  ];
  const attention = [
    { id: 'agents/Agent-6', resource: 'agents', row: 'Agent-6', message: 'Planner waits for an answer.' },
    { id: 'agents/Agent-7', resource: 'agents', row: 'Agent-7', message: 'Embeddings is gone.' },
  ] as const;
  const rows = { contracts: [...contracts], tasks: [...tasks], leases, attention: [...attention] };
  return { ...snapshotWith(agents), ...rows };
}

export const burnUp: BurnUp = {
  contract,
  total: 400,
  deadline: ago(-3 * 24 * 60),
  series: Array.from({ length: 12 }, (_, index) => ({
    time: ago((12 - index) * 600),
    scope: index < 4 ? 250 : 400,
    submitted: Math.min(275, index * 30),
    credited: index < 6 ? index * 15 : 175,
  })),
};

const standing = { credits: 2, held: 0 };
export const leaderboard: Leaderboard = {
  total: 175,
  agents: [{ rank: 1, agent: 'Agent-5', team: 'ai-workflow', points: 175, credits: 1, held: 100 }],
  teams: [{ rank: 1, team: 'ai-workflow', agents: 3, points: 175, ...standing }],
};

export const reconciliation: Reconciliation = {
  files: 14,
  contracts: 20,
  tasks: 61,
  agents: 8,
  total: 2,
  disagreements: [
    {
      id: 'total/DOCS-001',
      kind: 'total',
      subject: 'DOCS-001',
      contract: 'DOCS-001',
      sentence: 'DOCS-001 declares 138 points, its tasks add up to 140.',
      settle: 'Correct the total, or the points of a task.',
      figures: [
        { label: 'declared total', value: '138', place: 'contracts/DOCS-001.json:4' },
        { label: 'sum of 12 tasks', value: '140', place: null },
      ],
    },
    {
      id: 'points/Agent-5',
      kind: 'agent-points',
      subject: 'Agent-5',
      contract: null,
      settle: null,
      sentence: 'Agent-5 has 1,200 points in one place and 8,300 in another.',
      figures: [
        { label: 'points_earned', value: '1,200', place: 'agent_workspaces/Agent-5/status.json:9' },
        { label: 'points', value: '8,300', place: 'README.md:3' },
      ],
    },
  ],
};

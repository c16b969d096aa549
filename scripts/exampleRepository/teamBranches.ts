/** A branch of the example: one commit on top of main as it was when the branch began. */
export interface TeamBranch {
  readonly name: string;
  readonly author: string;
  readonly message: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export const teamBranches: readonly TeamBranch[] = [
  {
    name: 'feature/realtime-presence',
    author: 'Agent-3',
    message: 'Send fewer heartbeats',
    file: 'realtime/presence.py',
    from: 'HEARTBEAT_SECONDS = 30',
    to: 'HEARTBEAT_SECONDS = 45',
  },
  {
    name: 'feature/ai-workflow-planner',
    author: 'Agent-5',
    message: 'Plan only what is worth it',
    file: 'ai_workflow/planner.py',
    from: 'THRESHOLD = 0.5',
    to: 'THRESHOLD = 0.65',
  },
  {
    name: 'feature/realtime-cursors',
    author: 'Agent-1',
    message: 'Give every cursor a colour',
    file: 'realtime/cursors.py',
    from: '    column: int = 0\n',
    to: '    column: int = 0\n    colour: str = "teal"\n',
  },
  {
    name: 'feature/realtime-batching',
    author: 'Agent-4',
    message: 'Send messages in batches',
    file: 'server.js',
    from: "version: '1.4.0'",
    to: "version: '1.5.0-batching'",
  },
  {
    name: 'feature/ai-workflow-agent-metrics',
    author: 'Agent-8',
    message: 'Report how busy the agents are',
    file: 'server.js',
    from: 'agent_utilization: 0 }',
    to: 'agent_utilization: 0.4 }',
  },
  {
    name: 'feature/ai-workflow-queued-health',
    author: 'Agent-7',
    message: 'Answer health checks from the queue',
    file: 'server.js',
    from: 'writeHead(route ? 200',
    to: 'writeHead(route ? 503',
  },
  {
    name: 'docs/onboarding',
    author: 'Avery Quinn',
    message: 'Say what the hub is for',
    file: 'README.md',
    from: '# Collaboration hub',
    to: '# Collaboration hub for agents',
  },
];

/** A status file of an agent as real repositories have them, and how old the file itself is. */
export interface AgentStatusFile {
  readonly agent: string;
  readonly text: string;
  readonly modified: Date;
}

const minute = 60_000;
const day = 24 * 60 * minute;

const pad = (value: number) => String(value).padStart(2, '0');

/** `YYYY-MM-DD HH:MM:SS`, the spelling most status files have. */
function plainTime(time: Date): string {
  const date = `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
  return `${date} ${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`;
}

/** Eight agents seen at `now`: working, blocked, stale, silent, done, one with an invented date, one that does not parse. */
export function agentStatusFiles(now: Date): AgentStatusFile[] {
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  return [...workingAgents(ago), ...troubledAgents(ago)];
}

function workingAgents(ago: (milliseconds: number) => Date): AgentStatusFile[] {
  return [
    file('Agent-1', ago(minute), {
      agent_name: 'Integration Lead',
      status: 'ACTIVE_AGENT_MODE',
      fsm_state: 'ACTIVE',
      current_phase: 'TASK_EXECUTION',
      last_updated: plainTime(ago(minute)),
      current_mission: 'Shared cursors for every document',
      mission_priority: 'HIGH',
      points_earned: 575,
      blockers: [],
    }),
    file('Agent-2', ago(2 * minute), {
      agent_name: 'Refactoring Lead',
      status: 'OPERATIONAL',
      fsm_state: { current: 'PROCESS', since: ago(30 * minute).toISOString() },
      last_updated: ago(2 * minute).toISOString(),
      current_mission: 'Bring presence.py below 300 lines',
      current_tasks: ['Split the handlers', 'Keep the public names'],
      blockers: {},
    }),
    file('Agent-6', ago(20 * minute), {
      agent_name: 'Orchestration',
      status: 'MISSION_COMPLETE',
      fsm_state: 'complete',
      last_updated: ago(20 * minute)
        .toISOString()
        .replace('Z', '+00:00'),
      current_mission: 'Split the orchestrator',
      achievements: ['orchestrator.py split into three modules'],
      points_earned: { total: 100 },
    }),
    file('Agent-8', ago(minute), {
      agent_name: 'Agent metrics',
      status: 'active',
      fsm_state: 'ACTIVE',
      last_updated: '2031-01-01 00:00:00',
      current_mission: 'Metrics of every agent in one place',
      blockers: 'none',
    }),
  ];
}

function troubledAgents(ago: (milliseconds: number) => Date): AgentStatusFile[] {
  return [
    file('Agent-3', ago(3 * minute), {
      agent_name: 'Conflict resolution',
      status: 'BLOCKED',
      fsm_state: 'BLOCKED',
      last_updated: ago(3 * minute).toISOString(),
      current_mission: 'Merge feature/realtime-presence',
      mission_priority: 'CRITICAL (blocking release)',
      blockers: ['presence.py conflicts with main'],
    }),
    file('Agent-4', ago(40 * minute), {
      agent_name: 'Review',
      status: 'ACTIVE',
      fsm_state: 'PROCESS',
      last_updated: plainTime(ago(40 * minute)),
      current_mission: 'Review of the cursor board',
    }),
    {
      agent: 'Agent-5',
      modified: ago(5 * minute),
      text: `{\n  "agent_id": "Agent-5",\n  "agent_name": "Planning",\n  "status": "ACTIVE"\n  "current_mission": "Planner functions of 30 lines at most"\n}\n`,
    },
    file('Agent-7', ago(2 * day), {
      agent_name: 'Embeddings',
      status: 'STANDBY',
      fsm_state: 'START',
      last_updated: plainTime(ago(2 * day)),
      current_mission: 'Load torch only where it is used',
    }),
  ];
}

function file(agent: string, modified: Date, status: Record<string, unknown>): AgentStatusFile {
  return { agent, modified, text: `${JSON.stringify({ agent_id: agent, ...status }, null, 2)}\n` };
}

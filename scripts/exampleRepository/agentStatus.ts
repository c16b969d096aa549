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
  const readable = readableAgents.map((agent) => statusFile(agent, ago));
  return [...readable, { agent: 'Agent-5', modified: ago(5 * minute), text: unreadable }];
}

/** An agent whose file tells its age in its own spelling. */
interface SpelledAgent {
  readonly agent: string;
  readonly age: number;
  readonly spell: (time: Date) => string;
  readonly status: Readonly<Record<string, unknown>>;
}

const iso = (time: Date) => time.toISOString();
const isoWithOffset = (time: Date) => time.toISOString().replace('Z', '+00:00');
const invented = () => '2031-01-01 00:00:00';

const readableAgents: readonly SpelledAgent[] = [
  {
    agent: 'Agent-1',
    age: minute,
    spell: plainTime,
    status: {
      agent_name: 'Integration Lead',
      status: 'ACTIVE_AGENT_MODE',
      fsm_state: 'ACTIVE',
      current_phase: 'TASK_EXECUTION',
      current_mission: 'Shared cursors for every document',
      mission_priority: 'HIGH',
      points_earned: 575,
      blockers: [],
    },
  },
  {
    agent: 'Agent-2',
    age: 2 * minute,
    spell: iso,
    status: {
      agent_name: 'Refactoring Lead',
      status: 'OPERATIONAL',
      fsm_state: { current: 'PROCESS' },
      current_mission: 'Bring presence.py below 300 lines',
      current_tasks: ['Split the handlers', 'Keep the public names'],
      blockers: {},
    },
  },
  {
    agent: 'Agent-6',
    age: 20 * minute,
    spell: isoWithOffset,
    status: {
      agent_name: 'Orchestration',
      status: 'MISSION_COMPLETE',
      fsm_state: 'complete',
      current_mission: 'Split the orchestrator',
      achievements: ['orchestrator.py split into three modules'],
      points_earned: { total: 100 },
    },
  },
  {
    agent: 'Agent-8',
    age: minute,
    spell: invented,
    status: {
      agent_name: 'Agent metrics',
      status: 'active',
      fsm_state: 'ACTIVE',
      current_mission: 'Metrics of every agent in one place',
      blockers: 'none',
    },
  },
  {
    agent: 'Agent-3',
    age: 3 * minute,
    spell: iso,
    status: {
      agent_name: 'Conflict resolution',
      status: 'BLOCKED',
      fsm_state: 'BLOCKED',
      current_mission: 'Merge feature/realtime-presence',
      mission_priority: 'CRITICAL (blocking release)',
      blockers: ['presence.py conflicts with main'],
    },
  },
  {
    agent: 'Agent-4',
    age: 40 * minute,
    spell: plainTime,
    status: {
      agent_name: 'Review',
      status: 'ACTIVE',
      fsm_state: 'PROCESS',
      current_mission: 'Review of the cursor board',
    },
  },
  {
    agent: 'Agent-7',
    age: 2 * day,
    spell: plainTime,
    status: {
      agent_name: 'Embeddings',
      status: 'STANDBY',
      fsm_state: 'START',
      current_mission: 'Load torch only where it is used',
    },
  },
];

function statusFile(
  { agent, age, spell, status }: SpelledAgent,
  ago: (age: number) => Date,
): AgentStatusFile {
  const modified = ago(age);
  const text = JSON.stringify({ agent_id: agent, ...status, last_updated: spell(modified) }, null, 2);
  return { agent, modified, text: `${text}\n` };
}

/** A comma is missing, as in one of 27 real files. */
const unreadable = `{
  "agent_id": "Agent-5",
  "agent_name": "Planning",
  "status": "ACTIVE"
  "current_mission": "Planner functions of 30 lines at most"
}
`;

/** A field of a status file under the names that real files give it. */
export interface StatusField {
  /** The usual name first; compared without case, blanks, dashes and underscores. */
  readonly names: readonly string[];
  /** What it says, a sentence. */
  readonly description: string;
  /** JSON types that are understood, the usual one first. */
  readonly types: readonly ('string' | 'number' | 'boolean' | 'array' | 'object' | 'null')[];
}

/** Every field that is understood, in the order in which a file usually has them. */
export const statusFields = {
  id: {
    names: ['agent_id', 'id'],
    description: 'Identifier of the agent, as the name of its workspace.',
    types: ['string', 'number'],
  },
  name: { names: ['agent_name', 'name'], description: 'Name of the agent for people.', types: ['string'] },
  role: {
    names: ['role', 'agent_role', 'specialization', 'specialty'],
    description: 'What the agent is there for.',
    types: ['string', 'object'],
  },
  team: {
    names: ['team', 'team_name', 'squad'],
    description: 'Team the agent belongs to.',
    types: ['string', 'object'],
  },
  status: {
    names: ['status', 'agent_status', 'current_status'],
    description: 'What the agent is doing, in a word; the service takes the lifecycle state from it.',
    types: ['string', 'object'],
  },
  fsmState: {
    names: ['fsm_state', 'lifecycle_state'],
    description: 'Lifecycle state of the agent; where it is understood it goes before `status`.',
    types: ['string', 'object'],
  },
  phase: {
    names: ['current_phase', 'phase'],
    description: 'Phase of the work the agent is in.',
    types: ['string', 'number', 'object'],
  },
  mission: {
    names: ['current_mission', 'mission'],
    description: 'What the agent is working on, in a sentence.',
    types: ['string', 'object'],
  },
  priority: {
    names: ['mission_priority', 'priority'],
    description: 'Priority of the mission: low, normal, high or urgent, in any spelling.',
    types: ['string', 'number'],
  },
  lastUpdated: {
    names: ['last_updated', 'last_update', 'updated_at', 'timestamp'],
    description:
      'When the agent wrote this: ISO 8601 or `YYYY-MM-DD HH:MM:SS`. It counts only where the time the file was written agrees.',
    types: ['string', 'number'],
  },
  currentTasks: {
    names: ['current_tasks', 'active_tasks', 'current_task', 'tasks'],
    description: 'What the agent does now: words, or objects with title, status and points.',
    types: ['array', 'string', 'object'],
  },
  completedTasks: {
    names: ['completed_tasks'],
    description: 'What the agent has done.',
    types: ['array', 'string', 'object', 'number'],
  },
  nextActions: {
    names: ['next_actions', 'next_steps'],
    description: 'What the agent will do next.',
    types: ['array', 'string', 'object'],
  },
  blockers: {
    names: ['blockers', 'blocked_by', 'blocking_issues'],
    description: 'What keeps the agent from going on; empty where nothing does.',
    types: ['array', 'string', 'number', 'object', 'boolean', 'null'],
  },
  waitingFor: {
    names: ['waiting_for', 'awaiting'],
    description: 'Whom or what the agent waits for.',
    types: ['string', 'array', 'object', 'null'],
  },
  points: {
    names: ['points_earned', 'points', 'total_points'],
    description: 'Points the agent says it has earned: a number, or an object with a total and its parts.',
    types: ['number', 'object', 'string'],
  },
  branch: {
    names: ['branch', 'git_branch', 'current_branch'],
    description: 'Branch the agent works on.',
    types: ['string', 'null'],
  },
  worktree: {
    names: ['worktree', 'worktree_path'],
    description: 'Path of the worktree the agent works in.',
    types: ['string', 'null'],
  },
  usage: {
    names: ['usage'],
    description: 'What the agent has used up so far: tokens, cost and seconds.',
    types: ['object', 'null'],
  },
} as const satisfies Readonly<Record<string, StatusField>>;

export type StatusFieldName = keyof typeof statusFields;

/** Names of other characters stand in no sentence. */
const ordinary = /^[\w -]{1,100}$/;

const fieldOfName: ReadonlyMap<string, { readonly field: StatusFieldName; readonly rank: number }> = new Map(
  Object.entries(statusFields).flatMap(([field, { names }]) =>
    names.map((name, rank) => [plainName(name), { field: field as StatusFieldName, rank }] as const),
  ),
);

/** The field that a name in a file stands for, and how usual that name is (0: most); undefined for a name of no field. */
export function fieldOf(
  name: string,
): { readonly field: StatusFieldName; readonly rank: number } | undefined {
  const known = looked.get(name);
  if (known !== undefined) return known ?? undefined;
  const field = fieldOfName.get(plainName(name));
  if (looked.size < maximumLooked) looked.set(name, field ?? null);
  return field;
}

/** Names that were asked for: the same few hundred stand in thousands of files. */
const looked = new Map<string, { readonly field: StatusFieldName; readonly rank: number } | null>();
const maximumLooked = 5000;

function plainName(name: string): string {
  return ordinary.test(name) ? name.toLowerCase().replaceAll(/[ _-]+/g, '') : '';
}

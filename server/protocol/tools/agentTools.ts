import type { Tool } from './tool.ts';

/** What an agent says of itself, and what is known of others. */
export const agentTools: readonly Tool[] = [
  {
    name: 'report_heartbeat',
    title: 'Report a heartbeat',
    description:
      'Report that you are alive and what you do. Call it when you start, whenever your work moves on, and at least every few minutes: an agent that is silent for long counts as dead, and its leases and tasks go back to the pool. What you leave out stays as you last reported it. Answers with what the swarm knows of you: state, health, unread messages, leases.',
    route: 'heartbeat',
    acting: 'agent',
    takes: {
      agent: 'Your agent id, such as Agent-3. Needed only where you were not started as one agent.',
      mission: 'What you work on, in a sentence.',
      state: 'The state you are in, in your own words.',
      waitingFor: 'What you wait for, such as an answer or an approval. Leave it out while you do not wait.',
      output:
        'The output of your last step, or a hash of it; the same one again and again shows that you go in circles.',
      usage: 'Tokens, cost and seconds you have used in all so far.',
      branch: 'The branch you work on.',
      worktree: 'Absolute path of the work tree you work in.',
      role: 'The role you have, such as reviewer.',
      capabilities: 'What you can do, such as python or browser-tests: tasks are given out by it.',
      load: 'Share of your capacity that is in use, from 0 to 1.',
      pid: 'Id of your process, so that it can be seen whether it lives; over standard input it is found by itself.',
      startTime: 'When that process was started, as the system tells it.',
    },
  },
  {
    name: 'transition',
    title: 'Move an agent along its lifecycle',
    description:
      'Enter another state of your lifecycle, such as active, blocked or complete, with a reason. A state that cannot follow the present one is refused, and the answer names those that can.',
    route: 'transitionAgent',
    acting: 'agent',
    takes: {
      agent: 'Your agent id. Needed only where you were not started as one agent.',
      to: 'The state to enter.',
      reason: 'Why, in a sentence.',
      expectedVersion: 'The version you saw: refused if the agent has moved on since.',
    },
  },
  {
    name: 'list_agents',
    title: 'List agents',
    description:
      'The agents of the swarm with state, health, role, mission, branch and what they wait for. Use it to find whom to write to, or who works on what.',
    route: 'listAgents',
    takes: {},
    chooses: {
      role: 'Only agents with this role.',
      team: 'Only agents of this team.',
      state: 'Only agents in this state.',
      condition: 'Only agents in this condition, such as waiting-for-input or stalled.',
    },
  },
];

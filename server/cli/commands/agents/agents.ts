import type { CommandGroup } from '../../command.ts';

/** What can be done with agents: one file for each. */
export const group: CommandGroup = {
  name: 'agents',
  summary: 'List agents, guide them, and report for them',
  commands: [
    {
      name: 'list',
      summary: 'List agents with lifecycle state, health and condition',
      load: async () => (await import('./list.ts')).command,
    },
    {
      name: 'show',
      summary: 'Show all that is known of an agent, with the evidence',
      load: async () => (await import('./show.ts')).command,
    },
    {
      name: 'history',
      summary: 'Show the way of an agent through its lifecycle, and its time in each state',
      load: async () => (await import('./history.ts')).command,
    },
    {
      name: 'heartbeat',
      summary: 'Give a sign of life for an agent, with what it does',
      load: async () => (await import('./heartbeat.ts')).command,
    },
    {
      name: 'transition',
      summary: 'Move an agent to another state of its lifecycle',
      load: async () => (await import('./transition.ts')).command,
    },
    {
      name: 'drain',
      summary: 'Give an agent no new task; it finishes what it has',
      load: async () => (await import('./drain.ts')).command,
    },
    {
      name: 'resume',
      summary: 'Let an agent that is drained get tasks again',
      load: async () => (await import('./resume.ts')).command,
    },
    {
      name: 'quarantine',
      summary: 'Give an agent no new task and take its leases and tasks back',
      load: async () => (await import('./quarantine.ts')).command,
    },
    {
      name: 'release',
      summary: 'End the quarantine of an agent',
      load: async () => (await import('./release.ts')).command,
    },
    {
      name: 'repair',
      summary: 'Show how status files that are no JSON can be mended, and mend them',
      load: async () => (await import('./repair.ts')).command,
    },
  ],
};

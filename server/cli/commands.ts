import type { CommandEntry } from './command.ts';

/** Every subcommand in the order of the overview. Each is loaded when it is called, so that start stays fast. */
export const commandTable: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'Check files against V2 limits and for heavy imports',
    load: async () => (await import('./commands/check.ts')).command,
  },
  {
    name: 'fix',
    summary: 'Make heavy imports lazy where that is proven safe',
    load: async () => (await import('./commands/fix.ts')).command,
  },
  {
    name: 'split',
    summary: 'Divide a file that is over its limit of lines',
    load: async () => (await import('./commands/split.ts')).command,
  },
  {
    name: 'lsp',
    summary: 'Run the language server for an editor, over standard input and output',
    load: async () => (await import('./commands/lsp.ts')).command,
  },
  {
    name: 'mcp',
    summary: 'Give agents the tools of this repository over MCP, on standard input and output',
    load: async () => (await import('./commands/mcp.ts')).command,
  },
  {
    name: 'init',
    summary: 'Write a swarm.json made from what the repository has',
    load: async () => (await import('./commands/init.ts')).command,
  },
  {
    name: 'serve',
    summary: 'Run the infrastructure service of this repository',
    load: async () => (await import('./commands/serve.ts')).command,
  },
  {
    name: 'status',
    summary: 'Show what needs a human, and the service behind it',
    load: async () => (await import('./commands/status.ts')).command,
  },
  {
    name: 'branches',
    summary: 'List, compare and combine the branches of teams',
    load: async () => (await import('./commands/branches/branches.ts')).group,
  },
  {
    name: 'hooks',
    summary: 'Install and remove the git hooks that protect branches',
    load: async () => (await import('./commands/hooks/hooks.ts')).group,
  },
  {
    name: 'hook',
    summary: 'Answer a git hook; the hooks that are installed call this',
    load: async () => (await import('./commands/hook.ts')).command,
  },
  {
    name: 'slots',
    summary: 'List deployment slots, what runs in them and where requests go',
    load: async () => (await import('./commands/slots.ts')).command,
  },
  {
    name: 'deploy',
    summary: 'Bring a branch of a team into an environment',
    load: async () => (await import('./commands/deploy.ts')).command,
  },
  {
    name: 'deployments',
    summary: 'List deployments, newest first, or show all of one',
    load: async () => (await import('./commands/deployments.ts')).command,
  },
  {
    name: 'approve',
    summary: 'Approve a deployment that waits for it',
    load: async () => (await import('./commands/approve.ts')).command,
  },
  {
    name: 'reject',
    summary: 'Refuse the approval of a deployment: it ends, and what is live stays live',
    load: async () => (await import('./commands/reject.ts')).command,
  },
  {
    name: 'continue',
    summary: 'Let a canary that waits for a person go on with its next step',
    load: async () => (await import('./commands/continue.ts')).command,
  },
  {
    name: 'cancel',
    summary: 'End a deployment: until its switch nothing was different, after it the requests go back',
    load: async () => (await import('./commands/cancel.ts')).command,
  },
  {
    name: 'allow',
    summary: 'Show what a team would run in its slots, and allow it',
    load: async () => (await import('./commands/allow.ts')).command,
  },
  {
    name: 'switch',
    summary: 'Send the requests of a team to another slot',
    load: async () => (await import('./commands/switch.ts')).command,
  },
  {
    name: 'rollback',
    summary: 'Send the requests of a team back to the release that was live before',
    load: async () => (await import('./commands/rollback.ts')).command,
  },
  {
    name: 'stop',
    summary: 'Stop what runs in a slot that gets no requests',
    load: async () => (await import('./commands/stop.ts')).command,
  },
  {
    name: 'reserve',
    summary: 'Keep a slot for yourself for a while',
    load: async () => (await import('./commands/reserve.ts')).command,
  },
  {
    name: 'release',
    summary: 'Give a slot that is reserved back before its time is over',
    load: async () => (await import('./commands/release.ts')).command,
  },
  {
    name: 'logs',
    summary: 'Show what a slot or the steps of a deployment printed, and follow it',
    load: async () => (await import('./commands/logs.ts')).command,
  },
  {
    name: 'log',
    summary: 'Check the log of everything that happened',
    load: async () => (await import('./commands/log/log.ts')).group,
  },
  {
    name: 'tokens',
    summary: 'Make, list and end personal tokens, by which people and agents prove who they are',
    load: async () => (await import('./commands/tokens/tokens.ts')).group,
  },
  {
    name: 'agents',
    summary: 'List agents, guide them, and report for them',
    load: async () => (await import('./commands/agents/agents.ts')).group,
  },
  {
    name: 'contracts',
    summary: 'List contracts, claim and hand in their tasks, credit what is proven',
    load: async () => (await import('./commands/contracts/contracts.ts')).group,
  },
  {
    name: 'leases',
    summary: 'Hold files, tasks and resources so that no other agent touches them meanwhile',
    load: async () => (await import('./commands/leases/leases.ts')).group,
  },
  {
    name: 'messages',
    summary: 'List, send and acknowledge messages between agents',
    load: async () => (await import('./commands/messages/messages.ts')).group,
  },
];

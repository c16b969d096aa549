import type { RouteName } from '../routes/routes.ts';

/** State that a model may read as a resource, each the answer of a route. */
export interface ToolResource {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly route: RouteName;
}

/** Every resource. */
export const toolResources: readonly ToolResource[] = [
  {
    uri: 'swarm://agents',
    name: 'agents',
    description: 'Agents with state, health and mission',
    route: 'listAgents',
  },
  { uri: 'swarm://tasks', name: 'tasks', description: 'Tasks of all contracts', route: 'listTasks' },
  {
    uri: 'swarm://contracts',
    name: 'contracts',
    description: 'Contracts with their points',
    route: 'listContracts',
  },
  { uri: 'swarm://leases', name: 'leases', description: 'What agents hold', route: 'listLeases' },
  { uri: 'swarm://slots', name: 'slots', description: 'Deployment slots', route: 'listSlots' },
  { uri: 'swarm://branches', name: 'branches', description: 'Branches of teams', route: 'listBranches' },
];

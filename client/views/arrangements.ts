import { Disposable, type Memento } from 'vscode';
import { type AgentArrangement, parseArrangement as parseAgents } from './agents/agentArrangement.ts';
import { type BranchArrangement, parseArrangement as parseBranches } from './branches/branchArrangement.ts';
import { type DeploymentFilter, parseFilter } from './deployments/deploymentFilter.ts';
import { KeptValue } from './keptValue.ts';

/** How a person arranges the views of this workspace. */
export class Arrangements {
  readonly branches: KeptValue<BranchArrangement>;
  /** What of the history is shown. */
  readonly deployments: KeptValue<DeploymentFilter>;
  readonly agents: KeptValue<AgentArrangement>;

  constructor(memento: Memento) {
    this.branches = new KeptValue(memento, 'swarm.branches.arrangement', (kept) => parseBranches(kept));
    this.deployments = new KeptValue(memento, 'swarm.deployments.filter', (kept) => parseFilter(kept));
    this.agents = new KeptValue(memento, 'swarm.agents.arrangement', (kept) => parseAgents(kept));
  }

  /** Calls the listener after any of them changed. */
  onDidChange(listener: () => void): Disposable {
    const { branches, deployments, agents } = this;
    return Disposable.from(...[branches, deployments, agents].map((one) => one.onDidChange(listener)));
  }
}

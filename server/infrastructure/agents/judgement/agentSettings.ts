import type { AgentsConfiguration } from '../../../protocol/configuration/agentConfiguration.ts';
import type { Configuration } from '../../../protocol/configuration/configuration.ts';
import { teamOfBranch } from '../../configuration/teamOfBranch.ts';
import { type Lifecycle, lifecyclesOf, standardLifecycle } from '../lifecycle/lifecycle.ts';

/** What holds for an agent by its role. */
export interface AgentSettings
  extends Pick<
    AgentsConfiguration,
    | 'lateAfterSeconds'
    | 'staleAfterSeconds'
    | 'deadAfterSeconds'
    | 'stalledAfterSeconds'
    | 'detector'
    | 'phi'
    | 'budget'
    | 'loop'
    | 'flapping'
  > {
  readonly lifecycle: Lifecycle;
}

/** Names under which an agent may be listed, and what it says of itself. */
export interface AgentNames {
  readonly id: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly team: string | null;
  readonly branch: string | null;
}

/** What a configuration says of agents, taken apart once: of whom it speaks, and what holds for each role. */
export class AgentRules {
  readonly #agents: AgentsConfiguration;
  readonly #teams: Configuration['teams'];
  readonly #lifecycles: ReadonlyMap<string, Lifecycle>;
  readonly #roles = new Map<string, string>();
  readonly #members = new Map<string, string>();
  readonly #settings = new Map<string | null, AgentSettings>();

  constructor({ agents, teams }: Pick<Configuration, 'agents' | 'teams'>) {
    this.#agents = agents;
    this.#teams = teams;
    this.#lifecycles = lifecyclesOf(agents);
    for (const [role, { agents: names }] of Object.entries(agents.roles))
      for (const name of names) this.#roles.set(name, role);
    for (const [team, { lead, members }] of Object.entries(teams))
      for (const name of lead === undefined ? members : [lead, ...members])
        if (!this.#members.has(name)) this.#members.set(name, team);
  }

  /** Whether swarm.json names the agent. */
  names(id: string): boolean {
    return this.#roles.has(id) || this.#members.has(id);
  }

  /** Its role by swarm.json, else the one it names itself, in plain letters. */
  roleOf({ id, name, role }: AgentNames): string | null {
    const given = this.#roles.get(id) ?? (name === null ? undefined : this.#roles.get(name));
    return given ?? (role === null ? null : plainForm(role));
  }

  /** Its team by swarm.json, by the prefix of its branch, else the one it names itself where there is such a team. */
  teamOf({ id, name, team, branch }: AgentNames): string | null {
    const listed = this.#members.get(id) ?? (name === null ? undefined : this.#members.get(name));
    if (listed !== undefined) return listed;
    const byBranch = branch === null ? null : teamOfBranch(branch, this.#teams);
    if (byBranch !== null || team === null) return byBranch;
    const claimed = plainForm(team);
    return claimed !== null && Object.hasOwn(this.#teams, claimed) ? claimed : null;
  }

  settingsOf(role: string | null): AgentSettings {
    const known = role !== null && Object.hasOwn(this.#agents.roles, role) ? role : null;
    const present = this.#settings.get(known);
    if (present) return present;
    const settings = this.#settle(known);
    this.#settings.set(known, settings);
    return settings;
  }

  #settle(role: string | null): AgentSettings {
    const all = this.#agents;
    const own = role === null ? undefined : all.roles[role];
    return {
      lateAfterSeconds: own?.lateAfterSeconds ?? all.lateAfterSeconds,
      staleAfterSeconds: own?.staleAfterSeconds ?? all.staleAfterSeconds,
      deadAfterSeconds: own?.deadAfterSeconds ?? all.deadAfterSeconds,
      stalledAfterSeconds: own?.stalledAfterSeconds ?? all.stalledAfterSeconds,
      detector: own?.detector ?? all.detector,
      phi: all.phi,
      budget: own?.budget ?? all.budget,
      loop: all.loop,
      flapping: all.flapping,
      lifecycle: this.#lifecycles.get(own?.lifecycle ?? all.lifecycle) ?? standardLifecycle,
    };
  }
}

/** A name in lower-case letters, digits and hyphens, as those of swarm.json are; null where nothing is left of it. */
function plainForm(text: string): string | null {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63);
  return plain === '' ? null : plain;
}

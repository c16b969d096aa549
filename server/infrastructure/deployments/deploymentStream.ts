import type { CommandMeta, CommandStore, EventDraft } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import { type DeploymentHistory, hasEnded } from './deploymentHistory.ts';
import { deploymentSubject } from './deploymentSubject.ts';

/** What the service does by itself. */
export const ownMeta: CommandMeta = { actor: 'swarm' };

/** One deployment in the log. */
export class DeploymentStream {
  readonly id: string;
  readonly #commands: CommandStore;

  constructor(commands: CommandStore, id: string) {
    this.id = id;
    this.#commands = commands;
  }

  /**
   * Where it stands.
   * @throws {Refusal} `not-found`
   */
  get history(): DeploymentHistory {
    const { state } = this.#commands.get(deploymentSubject, this.id);
    if (state !== null) return state;
    throw new Refusal('not-found', `There is no deployment ${this.id}.`);
  }

  /** How many events it has. */
  get version(): number {
    return this.#commands.get(deploymentSubject, this.id).version;
  }

  /** Records what is decided against its newest state. */
  async record(
    decide: (history: DeploymentHistory | null) => readonly EventDraft[],
    meta: CommandMeta = ownMeta,
  ): Promise<void> {
    await this.#commands.execute(deploymentSubject, this.id, decide, meta);
  }
}

/** All deployments by number, oldest first. */
export function deploymentsIn(commands: CommandStore): [id: string, history: DeploymentHistory][] {
  return [...commands.all(deploymentSubject)].flatMap(([id, { state }]) =>
    state === null ? [] : [[id, state]],
  );
}

/** Those that have not ended, oldest first. */
export function openDeployments(commands: CommandStore): [id: string, history: DeploymentHistory][] {
  return deploymentsIn(commands).filter(([, history]) => !hasEnded(history));
}

import path from 'node:path';
import type { Logger } from 'pino';
import { stateAmong } from '../../analysis/agentStatus/stateSpelling.ts';
import type { AgentState } from '../../protocol/agents.ts';
import { updateStatusFile } from '../../workspace/agentStatus/updateStatusFile.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { AgentHistory } from './lifecycle/agentSubject.ts';

/** What is known of an agent whose status file may have to be written. */
export interface WritableStatus {
  readonly id: string;
  readonly history: AgentHistory;
  /** What the agent says of itself now, in its file or otherwise. */
  readonly reported: AgentState | null;
  readonly states: readonly AgentState[];
  /** Words for a state in its file, the one that counts first. */
  readonly spellings: readonly string[];
  /** Path of its file, relative to the work tree. */
  readonly file: string;
}

export interface StatusWritingParts {
  readonly workTree: string;
  readonly configuration: ConfigurationFile;
  readonly log: Logger;
  now(): number;
}

/**
 * The state that an agent's file has yet to say: that of the last transition, where somebody else than the agent asked
 * for it and the agent has said nothing new since.
 */
export function stateToWrite({
  id,
  history: { last },
  reported,
  states,
  spellings,
}: WritableStatus): AgentState | undefined {
  if (last === null || last.source !== 'command' || last.actor === id || reported !== last.reported)
    return undefined;
  const written = spellings
    .map((spelling) => stateAmong(spelling, states))
    .find((state) => state !== undefined);
  return written === last.to ? undefined : last.to;
}

/** Writes into status files what was decided of their agents, where swarm.json says `agents.writeStatus`. */
export class StatusWriting {
  readonly #parts: StatusWritingParts;
  #last: Promise<void> = Promise.resolve();

  constructor(parts: StatusWritingParts) {
    this.#parts = parts;
  }

  /** Brings a file up to date, after those before it; what fails is told in the log. */
  write(status: WritableStatus): void {
    const state = this.#parts.configuration.current.agents.writeStatus ? stateToWrite(status) : undefined;
    if (state === undefined) return;
    this.#last = this.#last.then(() => this.#write(status, state));
  }

  /** Resolves when all is written. */
  idle(): Promise<void> {
    return this.#last;
  }

  async #write({ id, file }: WritableStatus, state: AgentState): Promise<void> {
    const { workTree, log, now } = this.#parts;
    try {
      await updateStatusFile(workTree, path.join(workTree, file), { state }, new Date(now()));
    } catch (error) {
      log.warn({ err: error, agent: id }, 'the status file of an agent was not written');
    }
  }
}

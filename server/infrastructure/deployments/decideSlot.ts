import type { SlotState as SlotPhase } from '../../protocol/slots.ts';
import type { EventDraft } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import type { DeploymentCommand } from './deploymentCommand.ts';
import { type SlotHistory, slotStopped, startRequested, stopRequested } from './slotSubject.ts';

/** A start with what is known about it. */
export interface StartFacts {
  readonly id: string;
  readonly deployment: DeploymentCommand;
  readonly approved: boolean;
  readonly revision: string;
  /** What the revision stands for; undefined where it stands for nothing. */
  readonly commit: string | undefined;
}

/**
 * Allows a start.
 * @throws {Refusal} `command-not-approved` with command, hash and team; `slot-busy`; `unknown-revision`
 */
export function decideStart(state: SlotHistory, facts: StartFacts): EventDraft[] {
  const { id, deployment, revision, commit } = facts;
  const { team, command, hash } = deployment;
  if (!facts.approved)
    throw new Refusal(
      'command-not-approved',
      `Nobody has allowed team ${team} to run: ${command.join(' ')}`,
      {
        command,
        hash,
        team,
      },
    );
  if (state.phase !== 'idle' && state.phase !== 'failed')
    throw new Refusal('slot-busy', `Slot ${id} is ${state.phase} with ${state.revision}; stop it first.`, {
      state: state.phase,
    });
  if (commit === undefined)
    throw new Refusal('unknown-revision', `${JSON.stringify(revision)} names no commit of this repository.`);
  return [startRequested(revision, commit, hash)];
}

/** Stops what runs; what failed is only cleared; where nothing runs nothing happens. */
export function decideStop({ phase }: SlotHistory): EventDraft[] {
  if (phase === 'idle' || phase === 'stopping') return [];
  return phase === 'failed' ? [slotStopped] : [stopRequested];
}

const follows: Readonly<Record<string, readonly SlotPhase[]>> = {
  'slot.started': ['starting'],
  'slot.healthy': ['starting', 'unhealthy'],
  'slot.unhealthy': ['healthy'],
  'slot.failed': ['starting', 'healthy', 'unhealthy'],
  'slot.stopped': ['stopping'],
};

/** Keeps what a program does where it still follows from the state: a stop asked for meanwhile wins. */
export function decideProgress({ phase }: SlotHistory, progress: EventDraft): EventDraft[] {
  return follows[progress.type]?.includes(phase) === true ? [progress] : [];
}

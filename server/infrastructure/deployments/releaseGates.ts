import type { GateOutcome } from '../../protocol/gates.ts';

/** A gate that an environment asks for. */
export interface AskedGate {
  readonly name: string;
  /** Whether it stops the deployment. */
  readonly required: boolean;
}

/** Gates to run for a deployment: in the order in which the team declares them. */
export interface GateRun {
  readonly deployment: string;
  readonly environment: string;
  readonly team: string;
  readonly commit: string;
  /** `release`: in a work tree of the commit, before anything of it runs; `slot`: against the healthy slot, before it gets requests. */
  readonly at: 'release' | 'slot';
  /** All gates of the environment: those that belong to the other place are left out of the answer. */
  readonly gates: readonly AskedGate[];
  /** Commit that is live; null where none is. */
  readonly base: string | null;
  /** Address of the healthy slot; null at `release`. */
  readonly url: string | null;
  /** Ends the run and everything it started. */
  readonly signal: AbortSignal;
  /** Told when a gate begins (`running`) and when it has ended. */
  onOutcome(outcome: GateOutcome): void;
}

/** The quality gates of the teams, as a deployment asks them. */
export interface ReleaseGates {
  /**
   * Refuses gates that nobody has declared or allowed.
   * @throws {Refusal} `not-found`, `command-not-approved`
   */
  refuseForbidden(team: string, gates: readonly AskedGate[], commit: string): Promise<void>;
  /** Runs the gates of a place. What fails is an outcome; never rejects but for an abort. */
  run(run: GateRun): Promise<GateOutcome[]>;
}

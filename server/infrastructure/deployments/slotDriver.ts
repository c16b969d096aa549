/** A program to run in a slot. */
export interface SlotProgram {
  readonly command: readonly string[];
  /** Work tree of the revision. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where its output goes. */
  readonly log: string;
}

/** A process, told from others that had its pid before. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

/** How a program ended that was content. */
export const endedWell = 'exited with code 0';

/** A program that runs. */
export interface RunningProgram {
  readonly identity: ProcessIdentity;
  /** Resolves with how it ended: `exited with code 1`. Never rejects. */
  readonly ended: Promise<string>;
  /** Asks it to end, and kills it and all it started where it does not within the time; resolves when it is gone. */
  stop(graceMilliseconds: number): Promise<void>;
  /** Stops following it; it goes on. */
  release(): void;
}

/** What runs programs in slots. Programs outlive the service. */
export interface SlotDriver {
  /** @throws {Error} a sentence why it cannot be started */
  start(program: SlotProgram): Promise<RunningProgram>;
  /** The program where it still runs; undefined where it has ended. */
  adopt(identity: ProcessIdentity): Promise<RunningProgram | undefined>;
  /** Ends whatever was started in a folder and still runs, however it was started. */
  endLeftovers(folder: string): Promise<void>;
}

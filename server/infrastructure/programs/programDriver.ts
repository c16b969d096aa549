import type {
  DeploymentConfiguration,
  DeploymentLimits,
} from '../../protocol/configuration/deploymentConfiguration.ts';

/** A program to run in a slot. */
export interface Program {
  readonly command: readonly string[];
  /** Work tree of the revision. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where its output goes. */
  readonly log: string;
  readonly limits?: DeploymentLimits;
  /** Its number among the programs of its slot; undefined where it is none of them. */
  readonly instance?: number;
  /** What only a container needs. */
  readonly container?: ContainerProgram;
}

/** What a container needs besides what a process does. */
export interface ContainerProgram {
  readonly configuration: NonNullable<DeploymentConfiguration['container']>;
  /** Port of 127.0.0.1 that leads to the one in the container. */
  readonly hostPort: number;
  /** Folder of this machine for the slot's data. */
  readonly data: string;
  /** Whether containers of other instances have that folder, too. */
  readonly sharesData: boolean;
  readonly slot: string;
  readonly commit: string;
  /** Where the output of the build of its image goes, and how long that may take. */
  readonly buildLog: string;
  readonly buildTimeoutSeconds: number;
  /** Ends the build. */
  readonly signal: AbortSignal;
}

/** A process, told from others that had its pid before. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

export interface ContainerIdentity {
  /** Id that the engine gave it. */
  readonly container: string;
}

export type ProgramIdentity = ProcessIdentity | ContainerIdentity;

/** How a program ended that was content. */
export const endedWell = 'exited with code 0';

/** A program that runs. */
export interface RunningProgram {
  readonly identity: ProgramIdentity;
  /** Resolves with how it ended: `exited with code 1`. Never rejects. */
  readonly ended: Promise<string>;
  /**
   * Asks it to end, and kills it and all it started where it does not within the time; resolves when it is gone.
   * @throws {Error} a sentence why that is not known
   */
  stop(graceMilliseconds: number): Promise<void>;
  /** Stops following it; it goes on. */
  release(): void;
  /** Why nobody can say at the moment whether it runs: a sentence; undefined where that is known. */
  outOfReach(): string | undefined;
}

/** What runs programs in slots. Programs outlive the service. */
export interface ProgramDriver {
  /** @throws {Error} a sentence why it cannot be started */
  start(program: Program): Promise<RunningProgram>;
  /** The program where it still runs or where that is not known, its output going on to the file; undefined where it has ended. */
  adopt(identity: ProgramIdentity, log: string): Promise<RunningProgram | undefined>;
  /**
   * Ends whatever was started in a folder and still runs, however it was started.
   * @param instance only what belongs to this one
   * @throws {Error} a sentence why that is not known
   */
  endLeftovers(folder: string, instance?: number): Promise<void>;
}

/** The drivers that swarm.json can name. */
export type ProgramDrivers = Readonly<Record<DeploymentConfiguration['driver'], ProgramDriver>>;

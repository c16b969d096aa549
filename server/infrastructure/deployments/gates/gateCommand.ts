import type { GateConfiguration } from '../../../protocol/configuration/gateConfiguration.ts';
import { tellingLineOf } from '../../files/fileEnd.ts';
import type { ProgramDriver } from '../../programs/programDriver.ts';
import { type BoundedRun, runToEnd } from '../../programs/runToEnd.ts';
import type { GateRun } from '../releaseGates.ts';
import type { DeploymentCommand } from '../slots/deploymentCommand.ts';
import type { GateWorkspace } from './gateWorkspace.ts';

export interface GateCommandParts {
  readonly run: GateRun;
  readonly deployment: DeploymentCommand;
  readonly workspace: GateWorkspace;
  readonly driver: ProgramDriver;
}

/** Runs the commands of gates in the work tree that they share, and the build that some of them ask for. */
export class GateCommands {
  readonly #parts: GateCommandParts;
  #build: Promise<string | undefined> | undefined;

  constructor(parts: GateCommandParts) {
    this.#parts = parts;
  }

  /** Why the build that the gate asks for failed: a sentence; undefined where it asks for none or it went well. */
  async build({ build }: GateConfiguration): Promise<string | undefined> {
    if (!build) return undefined;
    this.#build ??= this.#runBuild();
    return this.#build;
  }

  /** Why the command failed: a sentence; undefined where it went well. Nothing it has started is left running. */
  async run(gate: GateConfiguration, log: string): Promise<string | undefined> {
    const { command, timeoutSeconds } = gate;
    if (!command) return undefined;
    const environment = gateEnvironment(this.#parts.run, gate);
    const { memoryMegabytes = this.#parts.deployment.limits.memoryMegabytes } = gate;
    const limits = memoryMegabytes === undefined ? {} : { memoryMegabytes };
    return this.#run('The command', { command, timeoutSeconds, environment, log, limits });
  }

  async #runBuild(): Promise<string | undefined> {
    const { deployment, run, workspace } = this.#parts;
    const { build: command, buildTimeoutSeconds: timeoutSeconds } = deployment;
    if (!command) return undefined;
    const environment = { SWARM_COMMIT: run.commit, ...deployment.environment };
    const log = await workspace.log('build');
    return this.#run('The build', { command, timeoutSeconds, environment, log });
  }

  async #run(
    what: string,
    rest: Omit<BoundedRun, 'driver' | 'folder' | 'signal'>,
  ): Promise<string | undefined> {
    const { driver, workspace, run } = this.#parts;
    const folder = await workspace.tree();
    const why = await runToEnd({ ...rest, driver, folder, signal: run.signal });
    await workspace.endLeftovers();
    if (why === undefined) return undefined;
    const line = await tellingLineOf(rest.log);
    return `${what} ${why}${line === undefined ? '' : `: ${line}`}`;
  }
}

/** Nothing of the team's own settings: tests must not find the database of a slot in them. */
function gateEnvironment({ commit, team, environment, url }: GateRun, { name }: GateConfiguration) {
  return {
    CI: 'true',
    SWARM_GATE: name,
    SWARM_TEAM: team,
    SWARM_ENVIRONMENT: environment,
    SWARM_COMMIT: commit,
    ...(url === null ? {} : { SWARM_URL: url, PORT: new URL(url).port }),
  };
}

import { tellingLineOf } from '../../files/fileEnd.ts';
import { isDiskFull } from '../../files/isDiskFull.ts';
import type { ProgramDriver } from '../../programs/programDriver.ts';
import { runToEnd } from '../../programs/runToEnd.ts';
import type { DeploymentCommand } from './deploymentCommand.ts';
import type { SlotWorkspace } from './slotWorkspace.ts';

export interface ReleaseBuild {
  /** Runs the command: a process of this machine, whatever runs the release. */
  readonly driver: ProgramDriver;
  readonly deployment: Pick<DeploymentCommand, 'build' | 'buildTimeoutSeconds'>;
  readonly workspace: SlotWorkspace;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Builds a release in its work tree.
 * @throws {Error} a sentence why it cannot be built
 */
export async function buildRelease({ driver, deployment, workspace, ...rest }: ReleaseBuild): Promise<void> {
  const { build: command, buildTimeoutSeconds: timeoutSeconds } = deployment;
  if (!command) return;
  const { tree: folder, buildLog: log } = workspace;
  const why = await runToEnd({ ...rest, driver, command, timeoutSeconds, folder, log });
  if (why === undefined || rest.signal.aborted) return;
  // On a full disk it cannot even be written what is wrong.
  const line = (await isDiskFull(folder)) ? 'no space is left on the disk' : await tellingLineOf(log);
  throw new Error(`The build ${why}${line === undefined ? '' : `: ${line}`}`);
}

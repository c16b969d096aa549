import { createHash } from 'node:crypto';
import type { Configuration } from '../../../protocol/configuration/configuration.ts';
import type { DeploymentConfiguration } from '../../../protocol/configuration/deploymentConfiguration.ts';
import type { GateConfiguration } from '../../../protocol/configuration/gateConfiguration.ts';
import { type HealthCheck, healthCheckSchema } from '../../../protocol/healthChecks.ts';
import { canonicalJson } from '../../events/canonicalJson.ts';
import { Refusal } from '../../refusal.ts';

/** What of the repository runs for a team: somebody has to allow it before. */
export interface DeploymentCommand
  extends Omit<DeploymentConfiguration, 'health' | 'healthPath' | 'command'> {
  readonly team: string;
  /** Empty where the image says it. */
  readonly command: string[];
  readonly health: readonly HealthCheck[];
  /** Gates of the team, as swarm.json has them. */
  readonly gates: readonly GateConfiguration[];
  /** SHA-256 over the canonical JSON of all that says what runs: other content is another command. */
  readonly hash: string;
}

/**
 * The deployment command of a team.
 * @param dockerfile object id of the Dockerfile's content, where an image is built
 * @throws {Refusal} `not-found` (team), `no-deployment-configured`
 */
export function deploymentCommand(
  configuration: Configuration,
  team: string,
  dockerfile?: string,
): DeploymentCommand {
  const { health, healthPath, command = [], ...deployment } = deploymentOf(configuration, team);
  const checks = health ?? [healthCheckSchema.parse({ type: 'http', path: healthPath ?? '/health' })];
  const gates = configuration.teams[team]?.gates ?? [];
  const whole = { ...deployment, team, command, health: checks, gates };
  const hash = createHash('sha256')
    .update(canonicalJson(hashed(whole, dockerfile)))
    .digest('hex');
  return { ...whole, hash };
}

/**
 * What swarm.json says of a team's deployment.
 * @throws {Refusal} `not-found` (team), `no-deployment-configured`
 */
export function deploymentOf({ teams }: Configuration, team: string): DeploymentConfiguration {
  const found = Object.hasOwn(teams, team) ? teams[team] : undefined;
  if (!found) throw new Refusal('not-found', `There is no team ${team} in swarm.json.`);
  if (!found.deployment)
    throw new Refusal(
      'no-deployment-configured',
      `swarm.json says no command that runs a revision of team ${team}; add teams.${team}.deployment.`,
    );
  return found.deployment;
}

/** Parts that are not there are left out, so that what a person allowed stays allowed when Swarm learns new ones. */
function hashed(
  { team, command, environment, build, container, health, gates }: Omit<DeploymentCommand, 'hash'>,
  dockerfile: string | undefined,
): Record<string, unknown> {
  const commands = health.flatMap((check) => (check.type === 'command' ? [check.command] : []));
  const ofGates = gates.flatMap((gate) => (gate.command ? [gate.command] : []));
  return {
    team,
    command,
    environment,
    ...(build ? { build } : {}),
    ...(container ? { container } : {}),
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(commands.length > 0 ? { checks: commands } : {}),
    ...(ofGates.length > 0 ? { gates: ofGates } : {}),
  };
}

/** What is allowed besides the command: a line each. */
export function deploymentDetails({ container, build, health, gates }: DeploymentCommand): string[] {
  return [
    ...(container?.image === undefined ? [] : [`Image ${container.image}`]),
    ...(container?.dockerfile === undefined ? [] : [`Image built from ${container.dockerfile}`]),
    ...(build ? [`Build: ${build.join(' ')}`] : []),
    ...health.flatMap((check) =>
      check.type === 'command' ? [`Health check: ${check.command.join(' ')}`] : [],
    ),
    ...gates.flatMap(({ name, command }) => (command ? [`Gate ${name}: ${command.join(' ')}`] : [])),
  ];
}

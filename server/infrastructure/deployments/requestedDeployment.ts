import type * as z from 'zod';
import type { Configuration, EnvironmentConfiguration } from '../../protocol/configuration/configuration.ts';
import type { requestDeploymentSchema } from '../../protocol/deployments.ts';
import { Refusal } from '../refusal.ts';
import type { RequestedDeployment } from './deploymentHistory.ts';
import type { AskedGate } from './releaseGates.ts';
import { rollingSteps } from './rolling.ts';
import type { DeploymentCommand } from './slots/deploymentCommand.ts';
import { slotInstanceCount } from './slots/slotInstanceCount.ts';

/** A request for a deployment; of a release that was live before, where it is a rollback. */
export type DeploymentRequest = z.output<typeof requestDeploymentSchema> & {
  /** What the revision stands for, where that is known. */
  readonly commit?: string;
  /** What ran it then, where that is known. */
  readonly command?: DeploymentCommand | undefined;
};

type Rollout = Pick<RequestedDeployment, 'strategy' | 'canarySteps' | 'instances' | 'observe' | 'gates'>;

/**
 * How a release comes into an environment, as swarm.json says now.
 * @param requiredGates gates that it has to pass whatever the work tree says
 * @throws {Refusal} `not-found`, `not-allowed` where the strategy cannot be followed there
 */
export function rolloutOf(
  configuration: Configuration,
  asked: DeploymentRequest,
  requiredGates: readonly string[],
): Rollout {
  const environment = environmentOf(configuration, asked);
  const strategy = asked.strategy ?? (asked.rollback === true ? 'blue-green' : environment.strategy);
  const instances = slotInstanceCount(configuration, asked.environment, asked.team);
  if (strategy === 'rolling' && instances < 2) throw oneInstance(asked);
  const { observe, gates, rollingStepSeconds } = environment;
  const canarySteps =
    strategy === 'rolling' ? rollingSteps(instances, rollingStepSeconds) : environment.canarySteps;
  return { strategy, canarySteps, instances, observe, gates: askedGates(gates, requiredGates) };
}

function oneInstance({ environment, team }: DeploymentRequest): Refusal {
  return new Refusal(
    'not-allowed',
    `A rolling deployment replaces instances one by one, and a slot of team ${team} has one in ${environment}: set "instances" to 2 or more (teams.${team}.deployment.instances or environments.${environment}.instances.${team} in swarm.json), or use "blue-green" or "canary".`,
  );
}

/** What is recorded of a request. */
export function requestedDeployment(
  asked: DeploymentRequest,
  facts: Rollout & Pick<RequestedDeployment, 'commit'> & { readonly command: DeploymentCommand },
): Omit<RequestedDeployment, 'key'> {
  const { environment, team, revision, slot = null, bypass = null, rollback = false } = asked;
  const { build, container, hash } = facts.command;
  const builds = (build ?? container) !== undefined;
  return { environment, team, revision, slot, bypass, rollback, builds, hash, ...facts };
}

function environmentOf(
  { environments, teams }: Configuration,
  { environment, team, slot }: DeploymentRequest,
): EnvironmentConfiguration {
  const found = Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  if (!found) throw new Refusal('not-found', `There is no environment ${environment} in swarm.json.`);
  if (!Object.hasOwn(teams, team)) throw new Refusal('not-found', `There is no team ${team} in swarm.json.`);
  const slots = Object.hasOwn(found.slots, team) ? (found.slots[team] ?? []) : [];
  if (slots.length === 0)
    throw new Refusal('not-found', `swarm.json declares no slots of ${environment}/${team}.`);
  if (slot !== undefined && !slots.includes(slot))
    throw new Refusal('not-found', `swarm.json declares no slot ${environment}/${team}/${slot}.`);
  return found;
}

function askedGates(
  { required, advisory }: EnvironmentConfiguration['gates'],
  others: readonly string[],
): AskedGate[] {
  const stopping = new Set([...required, ...others]);
  const names = new Set([...stopping, ...advisory]);
  return [...names].map((name) => ({ name, required: stopping.has(name) }));
}

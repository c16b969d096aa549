import type { Configuration } from '../../../protocol/configuration/configuration.ts';
import type { EnvironmentRules } from '../../../protocol/configuration/environmentRules.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { Handlers } from '../../http/handlers.ts';
import type { Protection } from '../../protection/protection.ts';
import { slotInstanceCount } from '../slots/slotInstanceCount.ts';
import { freezeState } from './freezeState.ts';
import { windowState } from './windowState.ts';

export interface EnvironmentRulesParts {
  readonly configuration: Pick<ConfigurationFile, 'current'>;
  /** The rules in force: those that the base has committed. */
  readonly protection: Pick<Protection, 'policy'>;
}

type EnvironmentConfiguration = Configuration['environments'][string];

/** The route that tells what a deployment goes through, before it is asked for. */
export function environmentRulesRoutes({
  configuration,
  protection,
}: EnvironmentRulesParts): Pick<Handlers, 'environmentRules'> {
  return {
    environmentRules: async () => {
      const { environments } = await protection.policy();
      return Object.entries(configuration.current.environments).map(([name, own]) => ({
        ...rulesOf(name, own, Object.hasOwn(environments, name) ? environments[name] : undefined),
        instances: instancesIn(configuration.current, name),
      }));
    },
  };
}

function instancesIn(configuration: Configuration, environment: string): Record<string, number> {
  const teams = Object.keys(configuration.environments[environment]?.slots ?? {});
  return Object.fromEntries(teams.map((team) => [team, slotInstanceCount(configuration, environment, team)]));
}

/** @param committed the same environment in the base, which says who approves and when */
function rulesOf(
  environment: string,
  { strategy, canarySteps, observe, gates }: EnvironmentConfiguration,
  committed: EnvironmentConfiguration | undefined,
): Omit<EnvironmentRules, 'instances'> {
  const { approvals, windows = [], freezes = [] } = committed ?? {};
  const now = new Date();
  const closed = [windowState(windows, now), freezeState(freezes, now)].filter(({ open }) => !open);
  return {
    environment,
    strategy,
    canaryPercents: canarySteps.map(({ percent }) => percent),
    observeSeconds: observe.seconds,
    gates,
    approvals: approvals ? { required: approvals.required, approvers: approvals.approvers } : null,
    closed: closed.map(({ sentence }) => sentence),
  };
}

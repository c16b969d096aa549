import type { RepositoryFacts } from './importContext.ts';
import { importEnvironments } from './importEnvironments.ts';
import { ImportedValues, type LeftOut } from './importedValues.ts';
import { importTeams } from './importTeams.ts';
import { leftReason } from './leftReason.ts';
import { validPart } from './validPart.ts';

/** What a foreign configuration comes to in swarm.json. */
export interface ImportedConfiguration {
  /** Part of a swarm.json; it is valid. */
  readonly configuration: object;
  /** What was filled in that the file does not say: sentences. */
  readonly assumptions: readonly string[];
  /** What was not taken over, each with the reason. */
  readonly left: readonly LeftOut[];
}

/**
 * Takes over a blue-green configuration in JSON: strategies, environments with slots, approval and windows, teams with
 * limits and health endpoints, gates, triggers of a rollback. Whatever is not understood is told. Never throws.
 */
export function importDeployments(source: unknown, facts: RepositoryFacts): ImportedConfiguration {
  const values = new ImportedValues(source);
  const assumptions = new Set<string>();
  const context = { values, facts, assume: (sentence: string) => void assumptions.add(sentence) };
  const teams = importTeams(context);
  const environments = importEnvironments(context, teams);
  takeWhatHoldsAnyway(values);
  const { valid, left } = validPart({
    ...(teams.length > 0
      ? { teams: Object.fromEntries(teams.map(({ name, configuration }) => [name, configuration])) }
      : {}),
    ...(Object.keys(environments).length > 0 ? { environments } : {}),
  });
  return {
    configuration: valid,
    assumptions: [...assumptions],
    left: [...left, ...values.leftOut(leftReason)],
  };
}

/** Settings that say what Swarm does in any case. */
function takeWhatHoldsAnyway(values: ImportedValues): void {
  const only = (wanted: boolean) => (value: unknown) => (value === wanted ? true : undefined);
  const rollback = values.spelled(['rollbackConfiguration'], ['rollback']);
  for (const name of values.names(['environments']))
    values.take(['environments', name, 'autoDeployOnPush'], only(false), leftReason('autoDeployOnPush'));
  values.take([...rollback, 'manualRollback', 'enabled'], only(true), leftReason('manualRollback'));
  const comparison = ['monitoring', 'performance', 'baselineComparison'];
  values.take(comparison, only(true), 'a release is always compared with the one before');
}

/** Whether a value looks like such a configuration: environments, beside teams, gates or strategies of a deployment. */
export function looksLikeDeployments(source: unknown): boolean {
  const values = new ImportedValues(source);
  const others = [
    'deploymentStrategies',
    'strategies',
    'featureTeamConfiguration',
    'featureTeams',
    'qualityGates',
    'rollbackConfiguration',
  ];
  return (
    values.names(['environments']).length > 0 && others.some((name) => values.peek([name]) !== undefined)
  );
}

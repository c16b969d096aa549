import type { Deployment, DeploymentState } from '../../../server/protocol/deployments.ts';
import { holdsWords, wordsOf } from '../wordFilter.ts';
import { deploymentStates, stateText } from './deploymentWords.ts';

/** Which deployments of the history a person wants to see. */
export interface DeploymentFilter {
  /** Shown are those with every one of these words in number, state, revision, commit, who asked, problem or slot. */
  readonly text: string;
  /** Shown are those of one of these; all where there is none. */
  readonly environments: readonly string[];
  readonly teams: readonly string[];
  readonly states: readonly DeploymentState[];
}

export const noFilter: DeploymentFilter = { text: '', environments: [], teams: [], states: [] };

/** Whether some deployments are left out. */
export function isFiltering({ text, environments, teams, states }: DeploymentFilter): boolean {
  return text !== '' || environments.length + teams.length + states.length > 0;
}

/** Whether a deployment is shown. */
export function passesFilter(deployment: Deployment, filter: DeploymentFilter): boolean {
  const { environments, teams, states } = filter;
  return (
    isAmong(deployment.environment, environments) &&
    isAmong(deployment.team, teams) &&
    isAmong(deployment.state, states) &&
    hasWords(deployment, filter.text)
  );
}

/** A filter from what was kept or given; what is not understood filters nothing. */
export function parseFilter(kept: unknown, fallback = noFilter): DeploymentFilter {
  if (typeof kept !== 'object' || kept === null) return fallback;
  const { text, environments, teams, states } = kept as {
    readonly [Key in keyof DeploymentFilter]?: unknown;
  };
  return {
    text: typeof text === 'string' ? text.trim() : fallback.text,
    environments: texts(environments) ?? fallback.environments,
    teams: texts(teams) ?? fallback.teams,
    states: Array.isArray(states)
      ? deploymentStates.filter((state) => states.includes(state))
      : fallback.states,
  };
}

function isAmong(value: string, wanted: readonly string[]): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function hasWords(deployment: Deployment, text: string): boolean {
  const { id, revision, commit, requestedBy, problem, slot } = deployment;
  return holdsWords(wordsOf(text), [
    `#${id}`,
    stateText(deployment),
    revision,
    commit,
    requestedBy,
    problem,
    slot,
  ]);
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined;
}

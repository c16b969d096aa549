import type { Branch } from '../../protocol/branches.ts';
import type { Contract } from '../../protocol/contracts.ts';
import type { Deployment } from '../../protocol/deployments.ts';
import type { RowTypes } from '../../protocol/rows.ts';
import { agentNeeds } from './agentNeeds.ts';
import { slotNeeds } from './slotNeeds.ts';
import { taskNeeds } from './taskNeeds.ts';

/** Resources whose rows can need a human. */
export type WatchedResource = 'agents' | 'slots' | 'deployments' | 'branches' | 'contracts' | 'tasks';

/**
 * The sentence about a row that needs a human; undefined where it needs none. A deployment may have taken its place, or
 * tell it.
 * @param activeSince time in milliseconds since 1970 that the last commit of an active branch is not before
 */
export type AttentionRule<Name extends WatchedResource> = (
  row: RowTypes[Name],
  deployments?: () => readonly Deployment[],
  activeSince?: number,
) => string | undefined;

export const attentionRules: { readonly [Name in WatchedResource]: AttentionRule<Name> } = {
  agents: agentNeeds,
  slots: slotNeeds,
  deployments: deploymentNeeds,
  branches: branchNeeds,
  contracts: contractNeeds,
  tasks: taskNeeds,
};

function deploymentNeeds(
  row: Deployment,
  others: () => readonly Deployment[] = () => [],
): string | undefined {
  const { id, environment, team, revision, state, problem, waitsFor } = row;
  if (isBeforeItsTime(row)) return undefined;
  const what = `Deployment ${id} of ${revision} to ${environment}/${team}`;
  if (state === 'awaiting-approval' && problem === null)
    return waitsFor === null ? `${what} waits for its approval.` : `${what}: ${waitsFor}`;
  if (state === 'switching' && problem === null && waitsFor !== null && isPaused(row))
    return `${what}: ${waitsFor}`;
  if (state !== 'failed' && state !== 'rolled-back') return undefined;
  const isOld = others().some(
    (other) => other.environment === environment && other.team === team && Number(other.id) > Number(id),
  );
  return isOld ? undefined : `${what} ${state === 'failed' ? 'failed' : 'was rolled back'}: ${problem}`;
}

/** Where no approval is asked for, it waits for a window or the end of a freeze: no human has to do anything. */
function isBeforeItsTime({ state, approvals }: Deployment): boolean {
  return state === 'awaiting-approval' && approvals === null;
}

/** A canary that goes on when a person lets it. */
function isPaused({ strategy, share }: Deployment): boolean {
  return strategy === 'canary' && share > 0 && share < 100;
}

/** Branches that nobody works on any more conflict by the hundred, and wait for nobody but a cleanup. */
function branchNeeds(
  { name, conflict, committedAt }: Branch,
  _deployments?: () => readonly Deployment[],
  activeSince = 0,
): string | undefined {
  if (conflict.state !== 'conflict' || Date.parse(committedAt) < activeSince) return undefined;
  const [first, ...others] = conflict.files;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${name} conflicts with the base${first === undefined ? '' : ` in ${first}${more}`}.`;
}

function contractNeeds({ problem }: Contract): string | undefined {
  return problem === null ? undefined : `${problem}.`;
}

import type { EventDraft } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import { type DeploymentCommand, deploymentDetails } from './deploymentCommand.ts';
import type { ReleaseRecipe } from './releaseRecipe.ts';
import type { ResourceConflict } from './resourceConflicts.ts';
import { slotStopped, startRequested, stopRequested } from './slotEvents.ts';
import type { SlotHistory } from './slotHistory.ts';

/** A start with what is known about it. */
export interface StartFacts {
  readonly id: string;
  readonly deployment: DeploymentCommand;
  readonly approved: boolean;
  /** Environments that the team may deploy to; undefined where all. */
  readonly allowedEnvironments: readonly string[] | undefined;
  /** What the program would share with those of other teams. */
  readonly conflicts: readonly ResourceConflict[];
  /** How many instances it begins with, and how each is run. */
  readonly instances: number;
  readonly recipe: ReleaseRecipe;
  readonly revision: string;
  /** What the revision stands for; undefined where it stands for nothing. */
  readonly commit: string | undefined;
}

/**
 * Allows a start.
 * @throws {Refusal} `not-allowed`; `command-not-approved` with command, hash and team; `slot-busy`; `resource-conflict`; `unknown-revision`
 */
export function decideStart(state: SlotHistory, facts: StartFacts): EventDraft[] {
  const { id, deployment, revision, commit, instances, recipe } = facts;
  refuseRelease(facts);
  if (state.phase !== 'idle' && state.phase !== 'failed')
    throw new Refusal('slot-busy', `Slot ${id} is ${state.phase} with ${state.revision}; stop it first.`, {
      state: state.phase,
    });
  if (commit === undefined)
    throw new Refusal('unknown-revision', `${JSON.stringify(revision)} names no commit of this repository.`);
  const { hash, driver } = deployment;
  return [startRequested({ revision, commit, hash, driver, instances, recipe })];
}

/**
 * Refuses what may run in no slot of the environment.
 * @throws {Refusal} `not-allowed`; `command-not-approved` with command, hash and team; `resource-conflict`
 */
export function refuseRelease(facts: Omit<StartFacts, 'revision' | 'commit' | 'instances'>): void {
  refuseEnvironment(facts);
  if (!facts.approved) throw notApproved(facts.deployment);
  refuseConflict(facts);
}

/** What is refused where nobody has allowed what would run. */
export function notApproved(deployment: DeploymentCommand): Refusal {
  const { team, command, hash } = deployment;
  const details = deploymentDetails(deployment);
  const what = [...(command.length > 0 ? [command.join(' ')] : []), ...details].join('; ');
  const data = { command, details, hash, team };
  return new Refusal('command-not-approved', `Nobody has allowed team ${team} to run: ${what}`, data);
}

function refuseConflict({
  deployment: { team },
  conflicts: [first],
}: Pick<StartFacts, 'deployment' | 'conflicts'>): void {
  if (!first) return;
  const { what, other, variable } = first;
  throw new Refusal('resource-conflict', conflictSentence(team, first), { team, other, what, variable });
}

function conflictSentence(team: string, { what, other, variable, instances }: ResourceConflict): string {
  if (instances !== undefined)
    return `The ${instances} instances of team ${team} would all use ${what} (${variable} in swarm.json); each finds a port of its own in PORT, so take it out or set "instances" to 1.`;
  if (team === other)
    return `Team ${team} would use ${what} (${variable} in swarm.json), which is its stable address; use another one.`;
  return `Teams ${team} and ${other} would both use ${what} (${variable} in swarm.json); give each its own.`;
}

function refuseEnvironment({
  id,
  deployment: { team },
  allowedEnvironments: allowed,
}: Pick<StartFacts, 'id' | 'deployment' | 'allowedEnvironments'>): void {
  const [environment = ''] = id.split('/');
  if (allowed === undefined || allowed.includes(environment)) return;
  const where = allowed.length === 0 ? 'nowhere' : `to ${allowed.join(' and ')} only`;
  throw new Refusal(
    'not-allowed',
    `Team ${team} may deploy ${where}, not to ${environment}: teams.${team}.environments in swarm.json says so.`,
    { team, environment, allowed },
  );
}

/** Stops what runs; what failed is only cleared; where nothing runs nothing happens. */
export function decideStop({ phase }: SlotHistory): EventDraft[] {
  if (phase === 'idle' || phase === 'stopping') return [];
  return phase === 'failed' ? [slotStopped] : [stopRequested];
}

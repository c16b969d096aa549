import { createHash } from 'node:crypto';
import type { Configuration } from '../../protocol/configuration.ts';
import { canonicalJson } from '../events/canonicalJson.ts';
import type { EventDraft, Subject } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';

/** A command of the repository that somebody has to allow before it runs. */
export interface DeploymentCommand {
  readonly team: string;
  readonly command: string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly healthPath: string;
  readonly stopTimeoutSeconds: number;
  /** SHA-256 over the canonical JSON of team, command and environment: other content is another command. */
  readonly hash: string;
}

/**
 * The deployment command of a team.
 * @throws {Refusal} `not-found` (team), `no-deployment-configured`
 */
export function deploymentCommand({ teams }: Configuration, team: string): DeploymentCommand {
  const found = Object.hasOwn(teams, team) ? teams[team] : undefined;
  if (!found) throw new Refusal('not-found', `There is no team ${team} in swarm.json.`);
  if (!found.deployment)
    throw new Refusal(
      'no-deployment-configured',
      `swarm.json says no command that runs a revision of team ${team}; add teams.${team}.deployment.`,
    );
  const { command, environment, healthPath, stopTimeoutSeconds } = found.deployment;
  const hash = createHash('sha256').update(canonicalJson({ team, command, environment })).digest('hex');
  return { team, command, environment, healthPath, stopTimeoutSeconds, hash };
}

export interface CommandApproval {
  readonly approved: boolean;
}

/** Streams `approval/<hash>`. */
export const approvalSubject: Subject<CommandApproval> = {
  name: 'approval',
  initial: { approved: false },
  evolve: (state, { type }) => (type === 'command.approved' ? { approved: true } : state),
};

/**
 * Approves exactly the command a person saw; nothing happens where it is approved already.
 * @throws {Refusal} `conflict` where the command is another one by now
 */
export function decideApproval(
  { approved }: CommandApproval,
  { team, command, environment, hash }: DeploymentCommand,
  seen: string,
): EventDraft[] {
  if (seen !== hash)
    throw new Refusal('conflict', `The command of team ${team} is another one by now; look at it again.`, {
      hash,
    });
  if (approved) return [];
  return [{ type: 'command.approved', data: { team, command, environment: Object.keys(environment), hash } }];
}

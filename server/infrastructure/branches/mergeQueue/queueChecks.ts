import { createHash } from 'node:crypto';
import type { Configuration } from '../../../protocol/configuration/configuration.ts';
import type { QueueCheckApproval } from '../../../protocol/queue.ts';
import { canonicalJson } from '../../events/canonicalJson.ts';
import type { CommandMeta, CommandStore } from '../../events/subject.ts';
import { approvalSubject } from '../../programs/commandApproval.ts';
import { Refusal } from '../../refusal.ts';

/** A check of swarm.json. */
export interface ConfiguredCheck {
  readonly name: string;
  /** Null where it is the repository's. */
  readonly team: string | null;
  readonly command: string[];
  readonly timeoutSeconds: number;
  /** SHA-256 over the canonical JSON of name, team and command: other content is another check. */
  readonly hash: string;
}

/** The repository's checks, then those of the teams. */
export function checksOf(
  { mergeQueue, teams }: Configuration,
  chosen: readonly (string | null)[] = Object.keys(teams),
): ConfiguredCheck[] {
  const own = mergeQueue.checks.map((check) => withHash(check, null));
  const ofTeams = Object.entries(teams)
    .filter(([name]) => chosen.includes(name))
    .flatMap(([name, team]) => team.mergeQueue.checks.map((check) => withHash(check, name)));
  return [...own, ...ofTeams];
}

type NamedCheck = Configuration['mergeQueue']['checks'][number];

function withHash({ name, command, timeoutSeconds }: NamedCheck, team: string | null): ConfiguredCheck {
  const hash = createHash('sha256')
    .update(canonicalJson({ check: name, team, command }))
    .digest('hex');
  return { name, team, command, timeoutSeconds, hash };
}

/** The first check that nobody has allowed to run. */
export function forbiddenCheck(
  commands: CommandStore,
  checks: readonly ConfiguredCheck[],
): ConfiguredCheck | undefined {
  return checks.find(({ hash }) => !commands.get(approvalSubject, hash).state.approved);
}

/** Completes "the queue waits: …". */
export function forbiddenSentence({ name, command, hash }: ConfiguredCheck): string {
  return `Nobody has allowed the check ${name} to run: ${command.join(' ')}. Allow it with \`swarm branches queue --allow ${hash.slice(0, 12)}\`.`;
}

/** The checks with whether a person has allowed them. */
export function checkApprovals(commands: CommandStore, configuration: Configuration): QueueCheckApproval[] {
  return checksOf(configuration).map(({ name, team, command, hash }) => {
    const { approved } = commands.get(approvalSubject, hash).state;
    return { name, team, command, hash, approved };
  });
}

/**
 * Allows exactly the check a person saw; nothing happens where it is allowed already.
 * @throws {Refusal} `conflict` where no check of swarm.json has this content now
 */
export async function approveCheck(
  commands: CommandStore,
  configuration: Configuration,
  hash: string,
  meta: CommandMeta,
): Promise<void> {
  const check = checksOf(configuration).find((one) => one.hash === hash);
  if (!check)
    throw new Refusal('conflict', 'swarm.json has no such check by now; look at the checks again.', { hash });
  const { name, team, command } = check;
  const approval = { type: 'command.approved', data: { team, check: name, command, hash } };
  await commands.execute(approvalSubject, hash, ({ approved }) => (approved ? [] : [approval]), meta);
}

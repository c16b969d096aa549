import { gitMessage } from '../../git/gitClient.ts';
import { Refusal } from '../../refusal.ts';
import type { RemoteOutput } from './runRemoteGit.ts';

const known: readonly (readonly [RegExp, (remote: string) => string])[] = [
  [
    /Authentication failed|could not read (Username|Password)|terminal prompts disabled|Permission denied/i,
    (remote) =>
      `git has no valid credentials for ${remote}; log in once with \`git fetch ${remote}\` in a terminal, where your credential helper keeps them.`,
  ],
  [
    /Could not resolve host|Failed to connect|Connection (refused|timed out)|Could not connect/i,
    (remote) => `${remote} cannot be reached; look at the network and at \`git remote -v\`.`,
  ],
  [
    /transport '.*' not allowed/i,
    (remote) =>
      `The address of ${remote} is of a kind that Swarm does not use: only file, http, https and ssh.`,
  ],
  [
    /does not appear to be a git repository|repository .* not found|not found: did you run|no such repository/i,
    (remote) => `There is no repository at the address of ${remote}; look at \`git remote -v\`.`,
  ],
];

/** What a failed call means to a person; `action` completes "git could not …". */
export function remoteProblem(
  { complaint, ended }: RemoteOutput,
  remote: string,
  action: string,
  limitMilliseconds: number,
): Refusal {
  if (ended === 'cancelled')
    return new Refusal('remote-failed', 'It was cancelled; no local branch has moved.');
  if (ended === 'late')
    return new Refusal(
      'remote-failed',
      `${remote} did not answer within ${Math.ceil(limitMilliseconds / 1000)} s; nothing was changed here.`,
    );
  const sentence = known.find(([pattern]) => pattern.test(complaint))?.[1](remote);
  return new Refusal('remote-failed', sentence ?? `git could not ${action}: ${gitMessage(complaint)}`);
}

/** Why a remote refused a push, from its report: `!\t<refs>\t[remote rejected] (hook declined)`; undefined where it did not. */
export function pushRejection(report: string, remote: string, branch: string): Refusal | undefined {
  const [, kind, why = ''] = /^!\t[^\t]*\t\[([^\]]+)\](?: \((.*)\))?$/m.exec(report) ?? [];
  if (kind === undefined) return undefined;
  if (/stale info|fetch first|non-fast-forward|already exists/.test(why))
    return new Refusal(
      'branch-moved',
      `${branch} is not on ${remote} as it was fetched last, so nothing was pushed; fetch, look at what is new there, and push again.`,
    );
  return new Refusal('remote-failed', `${remote} refused ${branch}: ${why === '' ? kind : why}.`);
}

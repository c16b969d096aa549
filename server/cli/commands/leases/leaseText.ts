import type { Lease } from '../../../protocol/leases.ts';
import { type CommandArguments, CommandError } from '../../command.ts';
import { minutesOf } from '../../deployments/minutesOf.ts';
import { plain } from '../../table.ts';

/** A lease in one line: who, what, until when. */
export function leaseLine({ id, kind, subject, state, holder, fence, expiresAt }: Lease): string {
  const what = kind === 'task' ? `task ${subject}` : subject;
  return plain(
    state === 'held'
      ? `${holder} holds ${what} until ${expiresAt} (lease ${id}, fence ${fence})`
      : `${holder} waits for ${what} (lease ${id})`,
  );
}

/**
 * Seconds of `--for`; undefined where it is not given.
 * @throws {CommandError} it is no time
 */
export function secondsOption({ values }: CommandArguments, command: string): number | undefined {
  const given = values['for'];
  if (given === undefined) return undefined;
  const minutes = minutesOf(String(given));
  if (minutes !== undefined) return minutes * 60;
  throw new CommandError(`${command}: say for how long with --for, such as 30m, 2h or 1d.`);
}

/** @throws {CommandError} another number of arguments, or no id of a lease */
export function leaseArgument({ positionals }: CommandArguments, command: string): string {
  const [lease, ...others] = positionals;
  if (lease !== undefined && others.length === 0 && /^[1-9]\d*$/.test(lease)) return lease;
  throw new CommandError(`${command}: name one lease by its id; swarm leases list shows them.`);
}

import type { CommandMeta } from '../events/subject.ts';
import { isSamePerson } from '../protection/personKey.ts';
import { Refusal } from '../refusal.ts';
import type { TaskRecord } from './taskRecord.ts';

/**
 * Nobody judges their own work, in whatever spelling of the name.
 * @param what completes "… cannot"
 * @throws {Refusal} `not-allowed`
 */
export function refuseOwn(actor: string, worker: string | null, what: string): void {
  if (worker === null || !isSamePerson(actor, worker)) return;
  throw new Refusal('not-allowed', `${actor} cannot ${what}; somebody else has to.`);
}

/**
 * An agent takes steps for the task that it works on alone; people may do so for any.
 * @throws {Refusal} `not-allowed`
 */
export function refuseForeign(
  { actor, role }: Pick<CommandMeta, 'actor' | 'role'>,
  { assignee }: Pick<TaskRecord, 'assignee'>,
  id: string,
): void {
  if (role !== 'agent' || assignee === actor) return;
  const whose = assignee === null ? 'nobody has it' : `${assignee} has it`;
  throw new Refusal('not-allowed', `${actor} does not work on ${id}; ${whose}.`);
}

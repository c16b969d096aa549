import type { Address, SendMessage } from '../../../protocol/messages.ts';
import type { CommandMeta, EventDraft } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import { addressText, isAddressedTo, type Member } from './address.ts';
import { type MessageState, messageAcknowledged, messageSent } from './messageSubject.ts';

/** What is said to many is for those of the coming days; what is said to one stays until it is read. */
const broadcastSeconds = 7 * 86_400;

/** What the decision to send needs to know. */
export interface SendingFacts {
  readonly now: number;
  /** Whether there is an agent of that id. */
  isAgent(id: string): boolean;
  /** Whether there is a team of that name. */
  isTeam(name: string): boolean;
}

/**
 * Sends a message.
 * @throws {Refusal} `not-found` where nobody has the address, `not-allowed` in another's name
 */
export function decideSend(
  state: MessageState,
  request: SendMessage,
  { actor, verified }: Pick<CommandMeta, 'actor' | 'verified'>,
  facts: SendingFacts,
): EventDraft[] {
  if (state.sent !== undefined) return [];
  const { to, from = actor, priority, subject, text } = request;
  if (verified === true && from !== actor)
    throw new Refusal('not-allowed', `This token acts as ${actor}: it sends nothing in the name of ${from}.`);
  refuseNobody(to, facts);
  const seconds = request.expiresInSeconds ?? ('agent' in to ? undefined : broadcastSeconds);
  const expiresAt = seconds === undefined ? null : new Date(facts.now + seconds * 1000).toISOString();
  return [messageSent({ from, to, priority, subject, text, expiresAt })];
}

function refuseNobody(to: Address, { isAgent, isTeam }: SendingFacts): void {
  if ('agent' in to && !isAgent(to.agent))
    throw new Refusal('not-found', `There is no agent ${to.agent}: no status file, no heartbeat.`);
  if ('team' in to && !isTeam(to.team))
    throw new Refusal('not-found', `There is no team ${to.team} in swarm.json.`);
}

/**
 * Notes that an agent has read a message.
 * @throws {Refusal} `not-found`, `not-allowed` where the message is for others
 */
export function decideAcknowledge(
  state: MessageState,
  id: string,
  to: Address | undefined,
  reader: Member,
): EventDraft[] {
  if (to === undefined) throw new Refusal('not-found', `There is no message ${id}.`);
  if (state.acknowledged.some(({ agent }) => agent === reader.id)) return [];
  if (!isAddressedTo(to, reader))
    throw new Refusal('not-allowed', `Message ${id} is for ${addressText(to)}, not for ${reader.id}.`);
  return [messageAcknowledged(reader.id)];
}

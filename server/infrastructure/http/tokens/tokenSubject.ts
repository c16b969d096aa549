import { type AccessRole, accessRole } from '../../../protocol/accessRole.ts';
import { identifier } from '../../../protocol/names.ts';
import type { CreateToken } from '../../../protocol/tokens.ts';
import type { EventDraft, Subject } from '../../events/subject.ts';
import { isSamePerson } from '../../protection/personKey.ts';
import { Refusal } from '../../refusal.ts';

/** A personal token as the log remembers it: never its secret. */
export interface TokenHistory {
  readonly name: string;
  readonly role: AccessRole;
  /** SHA-256 of the secret. */
  readonly hash: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  /** Once it was seen to be over it stays so, however the clock is put. */
  readonly ended: 'expired' | 'revoked' | null;
}

/** What tokens could that were made before there were roles: everything but what takes the owner of the machine. */
const roleBeforeRoles: AccessRole = 'operator';

export const tokenRevoked: EventDraft = { type: 'token.revoked', data: {} };
export const tokenExpired: EventDraft = { type: 'token.expired', data: {} };

/** Streams `token/<id>`; null before a token is made. */
export const tokenSubject: Subject<TokenHistory | null> = {
  name: 'token',
  initial: null,
  evolve(state, { type, data, actor, time }) {
    if (type === 'token.created')
      return {
        name: String(data['name']),
        role: accessRole.catch(roleBeforeRoles).parse(data['role']),
        hash: String(data['hash']),
        createdBy: actor,
        createdAt: time,
        expiresAt: typeof data['expiresAt'] === 'string' ? data['expiresAt'] : null,
        ended: null,
      };
    if (state === null) return state;
    if (type === 'token.revoked') return { ...state, ended: 'revoked' };
    return type === 'token.expired' ? { ...state, ended: state.ended ?? 'expired' } : state;
  },
};

/** Whether a token is over at a moment. */
export function endOf({ ended, expiresAt }: TokenHistory, now: number): TokenHistory['ended'] {
  return ended ?? (expiresAt !== null && now >= Date.parse(expiresAt) ? 'expired' : null);
}

export interface TokenRequest extends CreateToken {
  readonly hash: string;
  readonly now: number;
  /** Names that have tokens. */
  readonly names: readonly string[];
}

/**
 * Allows a token.
 * @throws {Refusal} `conflict` where the name is the service's, or that of somebody in another spelling
 */
export function decideCreate({ name, role, days, hash, now, names }: TokenRequest): EventDraft[] {
  if (isSamePerson(name, 'swarm'))
    throw new Refusal('conflict', 'The service itself acts as swarm; choose another name.');
  const other = names.find((one) => one !== name && isSamePerson(one, name));
  if (other !== undefined)
    throw new Refusal(
      'conflict',
      `There is a token of ${other}; who acts must be told apart, so write the same name or a really different one.`,
    );
  if (role === 'agent' && !identifier.safeParse(name).success)
    throw new Refusal(
      'conflict',
      `A token with the role agent is of one agent, and ${name} is no id of one: use letters, digits, dot, hyphen and underscore.`,
    );
  const expiresAt = days === undefined ? null : new Date(now + days * 86_400_000).toISOString();
  return [{ type: 'token.created', data: { name, role, hash, expiresAt } }];
}

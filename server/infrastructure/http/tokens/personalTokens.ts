import { createHash, randomBytes } from 'node:crypto';
import type { CreateToken, PersonalToken } from '../../../protocol/tokens.ts';
import type { CommandMeta, CommandStore } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import type { Caller } from '../access/caller.ts';
import { EndedToken } from './endedToken.ts';
import { isTokenOf, makeToken, tokenHash, tokenId } from './tokenSecret.ts';
import {
  decideCreate,
  endOf,
  type TokenHistory,
  tokenExpired,
  tokenRevoked,
  tokenSubject,
} from './tokenSubject.ts';

/** Tokens by which people and agents prove who they are. Only hashes of them are kept. */
export class PersonalTokens {
  readonly #commands: CommandStore;
  readonly #now: () => number;

  constructor(commands: CommandStore, now: () => number = Date.now) {
    this.#commands = commands;
    this.#now = now;
  }

  /**
   * Who calls with a token; undefined where it is none.
   * @throws {EndedToken} where it is over
   */
  callerOf(token: string): Caller | undefined {
    const id = tokenId(token);
    const state = id === undefined ? null : this.#commands.get(tokenSubject, id).state;
    if (!isTokenOf(token, state?.hash ?? null) || id === undefined || state === null) return undefined;
    const end = endOf(state, this.#now());
    if (end === null) return { person: state.name, role: state.role };
    if (state.ended === null) this.#recordExpiry(id);
    throw new EndedToken(state.name, end);
  }

  /**
   * Makes a token. Nobody can read its secret again.
   * @throws {Refusal} `conflict`
   */
  async create(request: CreateToken, meta: CommandMeta): Promise<PersonalToken & { token: string }> {
    const id = idFor(meta);
    const token = makeToken(id);
    const names = [...this.#commands.all(tokenSubject).values()].flatMap(({ state }) => state?.name ?? []);
    const facts = { ...request, hash: tokenHash(token), now: this.#now(), names };
    const decide = (state: TokenHistory | null) => (state === null ? decideCreate(facts) : []);
    const { state } = await this.#commands.execute(tokenSubject, id, decide, meta);
    if (state?.hash !== facts.hash)
      throw new Refusal(
        'conflict',
        'This request was answered before, and the secret of a token is told once: revoke it and make another.',
      );
    return { ...this.#shown(id, state), token };
  }

  /** @throws {Refusal} `not-found` */
  async revoke(id: string, meta: CommandMeta): Promise<PersonalToken> {
    const decide = (state: TokenHistory | null) => {
      if (state === null) throw new Refusal('not-found', `There is no token ${id}.`);
      return state.ended === 'revoked' ? [] : [tokenRevoked];
    };
    const { state } = await this.#commands.execute(tokenSubject, id, decide, meta);
    if (state === null) throw new Refusal('not-found', `There is no token ${id}.`);
    return this.#shown(id, state);
  }

  /** Calls the listener with the name of a token that has ended. Returns the function that ends it. */
  onEnded(listener: (name: string) => void): () => void {
    return this.#commands.onCommitted(({ stream, type }) => {
      if (type !== 'token.revoked' && type !== 'token.expired') return;
      const { state } = this.#commands.get(tokenSubject, stream.slice(tokenSubject.name.length + 1));
      if (state !== null) listener(state.name);
    });
  }

  list(): PersonalToken[] {
    const all = [...this.#commands.all(tokenSubject)];
    return all.flatMap(([id, { state }]) => (state === null ? [] : [this.#shown(id, state)]));
  }

  #shown(id: string, state: TokenHistory): PersonalToken {
    const { name, role, createdBy, createdAt, expiresAt } = state;
    return { id, name, role, createdBy, createdAt, expiresAt, state: endOf(state, this.#now()) ?? 'active' };
  }

  /** From now on it is over even where the clock is put back. */
  #recordExpiry(id: string): void {
    const decide = (state: TokenHistory | null) => (state?.ended === null ? [tokenExpired] : []);
    // Where it cannot be recorded it is expired by the clock all the same.
    this.#commands.execute(tokenSubject, id, decide, { actor: 'swarm' }).catch(() => {});
  }
}

/** A request that is sent again under its key is about the same token. */
function idFor({ idempotency }: CommandMeta): string {
  const source = idempotency === undefined ? randomBytes(16) : idempotency.key;
  return createHash('sha256').update(source).digest('hex').slice(0, 12);
}

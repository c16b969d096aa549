import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Marks personal tokens, so that secret scanners and the service's log find them. */
const prefix = 'swarm_pt_';
const wholeToken = /^swarm_pt_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/;
const anyToken = /swarm_pt_[0-9a-f]{12}_[A-Za-z0-9_-]+/g;
const nobody = Buffer.alloc(32);

/** A token of 256 random bits that names its id. */
export function makeToken(id: string): string {
  return `${prefix}${id}_${randomBytes(32).toString('base64url')}`;
}

/** The id that a text names as a token; undefined where it is none. */
export function tokenId(text: string): string | undefined {
  return wholeToken.exec(text)?.[1];
}

/** SHA-256 of a token, in hexadecimal: all that is kept of it. Its 256 random bits need no salt and no slow hash. */
export function tokenHash(token: string): string {
  return digest(token).toString('hex');
}

/** Whether a token is the one of a hash, in a time that tells nothing; null is the hash of none. */
export function isTokenOf(token: string, hash: string | null): boolean {
  return timingSafeEqual(digest(token), hash === null ? nobody : Buffer.from(hash, 'hex'));
}

/** A text without the secrets of personal tokens. */
export function withoutTokens(text: string): string {
  return text.includes(prefix) ? text.replace(anyToken, '[redacted]') : text;
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

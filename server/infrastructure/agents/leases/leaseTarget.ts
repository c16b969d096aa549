import type { LeaseKind, TakeLease } from '../../../protocol/leases.ts';
import { taskId } from '../../../protocol/leases.ts';
import { Refusal } from '../../refusal.ts';
import { globsOverlap, type PathGlob, readGlob } from './paths/pathGlob.ts';

/** What a lease is about, in the one spelling that it is compared by. */
export interface LeaseTarget {
  readonly kind: LeaseKind;
  readonly subject: string;
  /** Empty where it is not about paths. */
  readonly globs: readonly string[];
}

/** `stash`, or a kind and a name: `port:5432`, `database:orders`. */
const resourcePattern = /^(stash|[a-z][a-z0-9-]{0,30}:[\p{L}\p{N}][\p{L}\p{N}._:/@+-]{0,199})$/u;

/**
 * What a request asks to hold.
 * @throws {Refusal} `invalid-request` with what to write instead
 */
export function leaseTarget({ kind, subject }: Pick<TakeLease, 'kind' | 'subject'>): LeaseTarget {
  const parts = typeof subject === 'string' ? [subject] : subject;
  if (kind === 'paths') return pathsTarget(parts);
  const [only = ''] = parts;
  if (parts.length > 1)
    throw new Refusal('invalid-request', `A lease on a ${kind} is on one: take each by itself.`);
  return { kind, subject: kind === 'task' ? taskSubject(only) : resourceSubject(only), globs: [] };
}

function pathsTarget(parts: readonly string[]): LeaseTarget {
  const globs = [...new Set(parts)].sort();
  readGlobs(globs);
  return { kind: 'paths', subject: globs.join(' '), globs };
}

function taskSubject(text: string): string {
  if (taskId.safeParse(text).success) return text;
  throw new Refusal('invalid-request', `${JSON.stringify(text)} is no task: name it as <contract>/<task>.`);
}

function resourceSubject(text: string): string {
  const lower = text.trim().toLowerCase();
  if (!resourcePattern.test(lower))
    throw new Refusal(
      'invalid-request',
      `${JSON.stringify(text)} is no resource: write its kind and name, as in port:5432, database:orders or cache:redis, or stash.`,
    );
  return lower.replace(/^port:0+(?=\d)/, 'port:');
}

const readings = new WeakMap<readonly string[], readonly PathGlob[]>();

/**
 * What the globs of a lease mean; read once, since every request is compared with all that are held.
 * @throws {Refusal} `invalid-request` where their syntax is not decided
 */
export function readGlobs(globs: readonly string[]): readonly PathGlob[] {
  const known = readings.get(globs);
  if (known) return known;
  const read = globs.map(readableGlob);
  readings.set(globs, read);
  return read;
}

function readableGlob(text: string): PathGlob {
  const read = readGlob(text);
  if ('problem' in read) throw new Refusal('invalid-request', `${read.problem}.`);
  return read.glob;
}

/** Whether two leases cannot be held by different agents at once. */
export function targetsCollide(one: LeaseTarget, other: LeaseTarget): boolean {
  if (one.kind !== other.kind) return false;
  if (one.kind !== 'paths') return one.subject === other.subject;
  const others = readGlobs(other.globs);
  for (const glob of readGlobs(one.globs))
    for (const held of others) if (globsOverlap(glob, held)) return true;
  return false;
}

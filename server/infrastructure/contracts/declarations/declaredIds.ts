import { createHash } from 'node:crypto';
import { identifier } from '../../../protocol/names.ts';
import type { DeclaredTask } from './declaredFacts.ts';

const longest = 64;

/** An id made of words of a file: characters that none may have become hyphens. */
export function plainId(text: string): string {
  const plain = text.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  const cut = plain.slice(-longest).replace(/^[^A-Za-z0-9]+/, '');
  return cut === '' ? `id-${createHash('sha256').update(text).digest('hex').slice(0, 8)}` : cut;
}

/**
 * The id of a declared task in the ledger: its own where that is one. One without an id is known by its title, so that it
 * stays the same task when lines above it come and go; among several of one title the first counts.
 * @param index of the task in its list
 */
export function taskIdOf({ id, title }: Pick<DeclaredTask, 'id' | 'title'>, index: number): string {
  if (id !== null) return identifier.safeParse(id).success ? id : plainId(id);
  const words = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 40);
  const hash = createHash('sha256')
    .update(title === 'untitled' ? `${title} ${index}` : title)
    .digest('hex');
  return `t-${words.replace(/-$/, '')}-${hash.slice(0, 8)}`.replace('--', '-');
}

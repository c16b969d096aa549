import type { SimpleGit } from 'simple-git';
import { readSettings, settingsEnvironment } from './settings.ts';

/**
 * Environment under which a checkout runs no program that the repository's own configuration names: `filter.*`
 * settings of the repository are put back to what the person's configuration says, or to nothing.
 * @throws {Error} where git cannot list its configuration
 */
export async function withoutForeignFilters(git: SimpleGit): Promise<Record<string, string>> {
  const foreign = new Set<string>();
  const trusted = new Map<string, string>();
  for (const { own, key, value } of await readSettings(git)) {
    if (!/^filter\..+\..+$/s.test(key)) continue;
    if (own) trusted.set(key, value);
    else foreign.add(key);
  }
  return settingsEnvironment([...foreign].map((key) => [key, trusted.get(key) ?? nothing(key)]));
}

/** `required` is a truth value; a program that is empty is none. */
function nothing(key: string): string {
  return key.endsWith('.required') ? 'false' : '';
}

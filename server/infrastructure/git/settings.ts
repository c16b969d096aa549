import type { SimpleGit } from 'simple-git';

/** A setting of git. */
export interface Setting {
  /** `core.sshcommand`: section and name in lower case. */
  readonly key: string;
  readonly value: string;
  /** Whether the person's own machine says it, and not the repository. */
  readonly own: boolean;
}

/** Who wrote a setting: these are the person's own machine, every other scope is the repository's. */
const ownScopes = new Set(['system', 'global', 'command']);

/**
 * All settings in git's order: of those with one value the last counts.
 * @throws {Error} where git cannot list them
 */
export async function readSettings(git: SimpleGit): Promise<Setting[]> {
  const text = await git.raw(['config', '--null', '--show-scope', '--list']);
  return [...settingsOf(text)].map(({ scope, key, value }) => ({ key, value, own: ownScopes.has(scope) }));
}

/** Records of `config --null --show-scope --list`: scope, then key and value parted by a line break. */
function* settingsOf(text: string): Generator<{ scope: string; key: string; value: string }> {
  const fields = text.split('\0');
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [scope = '', setting = ''] = fields.slice(at, at + 2);
    const end = setting.indexOf('\n');
    const key = end === -1 ? setting : setting.slice(0, end);
    // A key without a value is a truth value: true.
    yield { scope, key, value: end === -1 ? 'true' : setting.slice(end + 1) };
  }
}

/** Environment that gives git settings of ours: by number, because a key may hold any character that `-c` would take apart. */
export function settingsEnvironment(
  settings: readonly (readonly [string, string])[],
): Record<string, string> {
  const pairs = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(settings.length) };
}

import type { SimpleGit } from 'simple-git';

/** Who wrote a setting: these are the person's own machine, every other scope is the repository's. */
const trustedScopes = new Set(['system', 'global', 'command']);

/**
 * Environment under which a checkout runs no program that the repository's own configuration names: `filter.*`
 * settings of the repository are put back to what the person's configuration says, or to nothing.
 * @throws {Error} where git cannot list its configuration
 */
export async function withoutForeignFilters(git: SimpleGit): Promise<Record<string, string>> {
  const text = await git.raw(['config', '--null', '--show-scope', '--list']);
  const foreign = new Set<string>();
  const trusted = new Map<string, string>();
  for (const { scope, key, value } of settingsOf(text)) {
    if (!/^filter\..+\..+$/s.test(key)) continue;
    if (trustedScopes.has(scope)) trusted.set(key, value);
    else foreign.add(key);
  }
  return environmentOf([...foreign].map((key) => [key, trusted.get(key) ?? nothing(key)]));
}

/** `required` is a truth value; a program that is empty is none. */
function nothing(key: string): string {
  return key.endsWith('.required') ? 'false' : '';
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

/** Settings by number, because a key may hold any character that `-c` would take apart. */
function environmentOf(settings: readonly (readonly [string, string])[]): Record<string, string> {
  const pairs = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(settings.length) };
}

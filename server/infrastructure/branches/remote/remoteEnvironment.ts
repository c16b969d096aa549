import type { SimpleGit } from 'simple-git';
import { readSettings, type Setting, settingsEnvironment } from '../../git/settings.ts';

/** What git needs of the person's environment to reach a remote with the person's own credentials. */
const inherited = [
  'SSH_AUTH_SOCK',
  'SSH_AGENT_PID',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'DBUS_SESSION_BUS_ADDRESS',
  'XDG_RUNTIME_DIR',
  'APPDATA',
  'LOCALAPPDATA',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'no_proxy',
];

/** Settings that name programs, and what stands for them where only the repository says them. */
const programs: readonly (readonly [RegExp, string])[] = [
  [/^core\.sshcommand$/, 'ssh'],
  [/^core\.(askpass|alternaterefscommand)$/, ''],
];
const credentialHelper = /^credential\.(.+\.)?helper$/s;

/**
 * Environment in which git may reach remotes: it asks nobody, uses the person's own credential helpers, and runs no
 * program that the repository's configuration names.
 * @throws {Error} where git cannot list its configuration
 */
export async function remoteEnvironment(git: SimpleGit): Promise<Record<string, string>> {
  const settings = await readSettings(git);
  const environment: Record<string, string> = {
    // `ext` and other helpers run what an address says; `git` knows no credentials and can run a proxy.
    GIT_ALLOW_PROTOCOL: 'file:http:https:ssh',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
  };
  for (const name of inherited) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  const quiet = [
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
  ] as const;
  return {
    ...environment,
    ...settingsEnvironment([...quiet, ...ownPrograms(settings), ...helpers(settings)]),
  };
}

function ownPrograms(settings: readonly Setting[]): [string, string][] {
  return programs.flatMap(([pattern, harmless]) => {
    const named = settings.filter(({ key }) => pattern.test(key));
    const foreign = new Set(named.filter(({ own }) => !own).map(({ key }) => key));
    return [...foreign].map((key): [string, string] => {
      const mine = named.findLast((setting) => setting.own && setting.key === key);
      return [key, mine?.value ?? harmless];
    });
  });
}

/** An empty helper takes back all before it; the person's own ones follow again. */
function helpers(settings: readonly Setting[]): [string, string][] {
  const all = settings.filter(({ key }) => credentialHelper.test(key));
  if (all.every(({ own }) => own)) return [];
  const mine = all.filter(({ own }) => own).map(({ key, value }): [string, string] => [key, value]);
  return [['credential.helper', ''], ...mine];
}

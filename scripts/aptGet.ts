import { execa } from 'execa';

let last: Promise<unknown> = Promise.resolve();
let isUpdated = false;

/**
 * Installs packages of the distribution without questions, one call after the other: apt-get refuses to run twice.
 * @throws {Error} with its last lines where it fails
 */
export function aptInstall(...packages: string[]): Promise<void> {
  const installing = last.then(async () => {
    if (!isUpdated) await aptGet('update');
    isUpdated = true;
    await aptGet('install', '--yes', '--no-install-recommends', ...packages);
  });
  last = installing.catch(() => {});
  return installing;
}

async function aptGet(...args: string[]): Promise<void> {
  const result = await execa('apt-get', args, {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    stdin: 'ignore',
    all: true,
    reject: false,
  });
  if (!result.failed) return;
  const lines = result.all.trim().split('\n').slice(-3).join('\n');
  throw new Error(`apt-get ${args[0]} failed.\n${lines}`);
}

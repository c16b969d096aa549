import { execa } from 'execa';

/**
 * Runs apt-get without questions.
 * @throws {Error} with its last lines where it fails
 */
export async function aptGet(...args: string[]): Promise<void> {
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

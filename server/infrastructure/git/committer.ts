import type { Repository } from './repository.ts';
import type { Signature } from './treeMerge.ts';

const nobody: Signature = { name: 'Swarm', email: 'swarm@localhost' };

/** Who commits where the service does: whom git is configured for, else the service itself. */
export async function committerOf({ git }: Repository): Promise<Signature> {
  const text = await git.raw(['var', 'GIT_COMMITTER_IDENT']).catch(() => '');
  const [, name, email] = /^(.+) <(.*)> \d+ [+-]\d+\n?$/.exec(text) ?? [];
  return name === undefined || email === undefined ? nobody : { name, email };
}

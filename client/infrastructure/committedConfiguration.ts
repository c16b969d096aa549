import { runGit } from './gitProcess.ts';

/** What the service takes for the base where nothing else is said. */
const bases = ['refs/remotes/origin/HEAD', 'refs/heads/main', 'refs/heads/master'];

/** Whether the base has committed a swarm.json, which counts where the work tree has none; only for trusted workspaces. */
export async function hasCommittedConfiguration(root: string): Promise<boolean> {
  const looks = bases.map((ref) =>
    runGit(root, ['cat-file', '-e', `${ref}:swarm.json`]).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(looks)).includes(true);
}

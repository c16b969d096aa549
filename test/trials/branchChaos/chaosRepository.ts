import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const identity = {
  PATH: process.env['PATH'],
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** Writes down the tree it finds; fails on a poisoned one, and now and then for no reason. */
const check = `set -e
export GIT_INDEX_FILE="$1/index.$$"
git read-tree HEAD
git add --all --force .
tree=$(git write-tree)
rm -f "$GIT_INDEX_FILE"
for file in poison-*; do [ ! -e "$file" ] || exit 1; done
[ $(od -An -N1 -tu1 /dev/urandom) -ge 12 ] || exit 1
echo "$tree" >>"$1/tested"
`;

/** Teams, each with another way to merge. */
export const teams = { red: 'merge', green: 'squash', blue: 'rebase' } as const;
/** Files that everybody changes: `shared-<n>.txt`. */
export const sharedFiles = 20;

/** A repository with a remote beside it, whose queue writes down each tree that it tested. */
export class ChaosRepository {
  readonly parent = mkdtempSync(path.join(tmpdir(), 'swarm-chaos-'));
  readonly folder = path.join(this.parent, 'repository');
  readonly remote = path.join(this.parent, 'remote.git');
  readonly tested = path.join(this.parent, 'tested');

  /** @param checkedOut whether the main work tree has main checked out, and follows it */
  constructor(checkedOut: boolean) {
    mkdirSync(this.folder);
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('init', '--quiet', '--bare', '--initial-branch=main', this.remote);
    writeFileSync(path.join(this.parent, 'check.sh'), check);
    writeFileSync(this.tested, '');
    const lines = Array.from({ length: 40 }, (_, at) => `line ${at}\n`).join('');
    for (let n = 0; n < sharedFiles; n++)
      writeFileSync(path.join(this.folder, `shared-${n}.txt`), `${n}\n${lines}`);
    writeFileSync(path.join(this.folder, 'swarm.json'), JSON.stringify(this.#settings(checkedOut)));
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', 'Begin');
    this.git('config', 'user.name', 'Ada');
    this.git('config', 'user.email', 'ada@example.org');
    this.git('remote', 'add', 'origin', this.remote);
    this.git('push', '--quiet', 'origin', 'main');
    if (!checkedOut) this.git('checkout', '--quiet', '--detach');
  }

  git(...args: string[]): string {
    const options = { cwd: this.folder, env: identity, stdio: 'pipe', maxBuffer: 1e9 } as const;
    return execFileSync('git', args, { ...options, encoding: 'utf8' }).trim();
  }

  /** What git prints; undefined where it fails, as it may while others move refs. */
  tryGit(
    args: readonly string[],
    more: { index?: string; input?: string } = {},
  ): Promise<string | undefined> {
    const env = more.index === undefined ? identity : { ...identity, GIT_INDEX_FILE: more.index };
    return new Promise((resolve) => {
      const child = execFile('git', [...args], { cwd: this.folder, env, maxBuffer: 1e9 }, (error, out) =>
        resolve(error ? undefined : out.trim()),
      );
      child.stdin?.on('error', () => {});
      child.stdin?.end(more.input ?? '');
    });
  }

  #settings(checkedOut: boolean): object {
    const command = ['/bin/sh', path.join(this.parent, 'check.sh'), this.parent];
    return {
      teams: Object.fromEntries(
        Object.entries(teams).map(([name, policy]) => [
          name,
          {
            branchPrefix: `feature/${name}`,
            mergeQueue: { policy },
            sync: policy === 'rebase' ? policy : 'merge',
          },
        ]),
      ),
      branches: { worktrees: path.join(this.parent, 'worktrees') },
      mergeQueue: {
        push: true,
        checks: [{ name: 'test', command, timeoutSeconds: 60 }],
        checkedOutTarget: checkedOut ? 'fast-forward' : 'wait',
      },
    };
  }
}

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MergeOutcome } from '../../../server/infrastructure/git/mergeForecast.ts';
import type { MergePair } from '../../../server/infrastructure/git/mergeTrees.ts';

const environment = {
  PATH: process.env['PATH'],
  HOME: tmpdir(),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
  LC_ALL: 'C',
};

/** A clone with a work tree in which people's `git merge` is run. */
export class RealMerges {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'swarm-trial-'));

  constructor(source: string) {
    execFileSync('git', ['clone', '--quiet', '--shared', '--no-checkout', source, this.folder], {
      env: environment,
    });
    this.#git('config', 'advice.detachedHead', 'false');
  }

  /** What `git merge` makes of it: its index tells which files conflict. */
  merge({ base, tip }: MergePair): MergeOutcome {
    this.#git('checkout', '--quiet', '--force', '--detach', base);
    const args = ['merge', '--quiet', '--no-commit', '--no-ff', tip];
    const { status, stderr, stdout } = spawnSync('git', args, {
      cwd: this.folder,
      env: environment,
      encoding: 'utf8',
    });
    const unmerged = this.#git('ls-files', '--unmerged', '-z').split('\0').filter(Boolean);
    const files = unmerged.map((entry) => entry.slice(entry.indexOf('\t') + 1));
    this.#clean();
    if (files.length > 0)
      return { state: 'conflict', files: [...new Set(files.map((file) => ownName(file, tip)))] };
    if (/refusing to merge unrelated/.test(stderr)) return { state: 'unknown', why: 'unrelated' };
    // Git also warns of conflicts that it goes on to solve: its exit code is what counts.
    if (status !== 0) throw new Error(`git merge ${base} ${tip}: ${stderr}${stdout}`);
    return { state: 'none' };
  }

  /** Makes a commit with the files of one commit and another one as its parent. */
  commitTree(files: string, parent: string): string {
    return this.#git('commit-tree', `${files}^{tree}`, '-p', parent, '-m', 'x').trim();
  }

  /** Every commit, in no order that matters. */
  commits(): string[] {
    return this.#git('rev-list', '--all', '--max-count=5000').trim().split('\n');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #clean(): void {
    this.#git('read-tree', '--empty');
    this.#git('clean', '--quiet', '-ffdx');
    spawnSync('git', ['update-ref', '-d', 'MERGE_HEAD'], { cwd: this.folder, env: environment });
  }

  #git(...args: string[]): string {
    return execFileSync('git', args, {
      cwd: this.folder,
      env: environment,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
  }
}

function ownName(file: string, tip: string): string {
  const suffix = ['~HEAD', `~${tip}`].find((one) => file.endsWith(one));
  return suffix === undefined ? file : file.slice(0, -suffix.length);
}

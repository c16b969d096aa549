import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A repository with the file of every task. */
export class WorkRepository {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'swarm-agent-chaos-'));

  constructor(tasks: number) {
    git(this.folder, ['init', '--quiet', '--initial-branch=main']);
    // Short enough to see many agents die and be replaced.
    const configuration = { leases: { seconds: 5, graceSeconds: 2 } };
    writeFileSync(path.join(this.folder, 'swarm.json'), JSON.stringify(configuration));
    for (let task = 0; task < tasks; task += 1)
      writeFileSync(path.join(this.folder, fileOf(task)), `task = ${task}\n`);
    git(this.folder, ['add', '.']);
    git(this.folder, [
      '-c',
      'user.name=chaos',
      '-c',
      'user.email=chaos@localhost',
      'commit',
      '-q',
      '-m',
      'Start',
    ]);
  }
}

/** Neighbours share a file, so that their tasks are in each other's way. */
export function fileOf(task: number): string {
  return `module${Math.floor(task / 2)}.py`;
}

/** Commits a change of files on a branch of its own, without a work tree; gives the commit. */
export function workOn(folder: string, branch: string, files: readonly string[]): string {
  const ref = `refs/heads/${branch}`;
  const text = `# ${branch}\n`;
  const changes = files.map((file) => `M 100644 inline ${file}\ndata ${text.length}\n${text}`);
  const head = `commit ${ref}\ncommitter chaos <chaos@localhost> now\ndata 4\nWork\nfrom refs/heads/main^0\n`;
  git(folder, ['fast-import', '--quiet', '--date-format=now'], `${head}${changes.join('')}`);
  return git(folder, ['rev-parse', ref]).trim();
}

function git(folder: string, args: readonly string[], input = ''): string {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', input });
}

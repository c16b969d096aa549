import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A repository in which all work is done already: one commit touches the file of every task. */
export class WorkedRepository {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'swarm-agent-chaos-'));
  readonly commit: string;

  constructor(tasks: number) {
    this.#git('init', '--quiet', '--initial-branch=main');
    // Short enough to see many agents die and be replaced.
    const configuration = { leases: { seconds: 5, graceSeconds: 2 } };
    writeFileSync(path.join(this.folder, 'swarm.json'), JSON.stringify(configuration));
    for (let task = 0; task < tasks; task += 1)
      writeFileSync(path.join(this.folder, fileOf(task)), `task = ${task}\n`);
    this.#git('add', '.');
    this.#git('-c', 'user.name=chaos', '-c', 'user.email=chaos@localhost', 'commit', '--quiet', '-m', 'Work');
    this.commit = this.#git('rev-parse', 'HEAD').trim();
  }

  #git(...args: string[]): string {
    return execFileSync('git', ['-C', this.folder, ...args], { encoding: 'utf8' });
  }
}

/** Neighbours share a file, so that their tasks are in each other's way. */
export function fileOf(task: number): string {
  return `module${Math.floor(task / 2)}.py`;
}

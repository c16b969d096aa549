import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A git repository without commits, in a folder of its own. */
export class TemporaryRepository {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'swarm-service-')));
  readonly stateFolder = path.join(this.folder, '.git', 'swarm');

  constructor() {
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', this.folder]);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

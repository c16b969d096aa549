import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A disk of a few megabytes; undefined where this user may not mount one. */
export function smallDisk(megabytes = 8): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'swarm-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmdirSync(folder);
    return undefined;
  }
  return folder;
}

/** Takes such a disk away. */
export function unmount(disk: string): void {
  execFileSync('umount', ['--lazy', disk], { stdio: 'pipe' });
  rmdirSync(disk);
}

/** Writes until nothing more fits; gives the file to remove. */
export function fill(disk: string): string {
  const file = path.join(disk, 'filler');
  for (const size of [1_048_576, 65_536, 4096, 1])
    try {
      for (;;) writeFileSync(file, randomBytes(size), { flag: 'a' });
    } catch {
      // No more of that size.
    }
  return file;
}

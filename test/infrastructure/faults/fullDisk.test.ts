import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { QueueGround } from '../mergeQueue/queueGround.ts';

/** A disk of a few megabytes; undefined where this user may not mount one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'swarm-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmdirSync(folder);
    return undefined;
  }
  return folder;
}

function unmount(disk: string): void {
  execFileSync('umount', ['--lazy', disk], { stdio: 'pipe' });
  rmdirSync(disk);
}

/** Writes until nothing more fits; gives the file to remove. */
function fill(disk: string): string {
  const file = path.join(disk, 'filler');
  for (const size of [1_048_576, 65_536, 4096, 1])
    try {
      for (;;) writeFileSync(file, randomBytes(size), { flag: 'a' });
    } catch {
      // No more of that size.
    }
  return file;
}

const disk = smallDisk();
afterAll(() => disk && unmount(disk));

describe('a full disk', () => {
  // Mounting takes rights that a test's user mostly has not.
  it.skipIf(disk === undefined).each(['merging', 'committing'] as const)(
    'stops the queue while it is %s with a sentence; the branch stays and lands once there is room',
    async (step) => {
      const folder = disk ?? '';
      const ground = await QueueGround.start(folder);
      onTestFinished(() => ground.close());
      await ground.branch('feature/a', 'a.txt', 'a\n');
      const { git } = ground.example;
      if (step === 'merging') {
        const other = await ground.branch('feature/b', 'b.txt', 'b\n');
        git('update-ref', 'refs/heads/main', other);
      }
      const main = git('rev-parse', 'main');
      const filler = fill(folder);
      await ground.enqueue('feature/a');
      const stopped = await ground.queue(
        (row) => (row?.waiting ?? null) !== null || row?.entries.length === 0,
      );
      expect(stopped?.finished).toEqual([]);
      expect(stopped?.waiting).toMatch(/^The queue stopped and tries again: .*No space left on device.*\.$/);
      expect(git('rev-parse', 'main')).toBe(main);
      rmSync(filler);
      expect(await ground.finished('feature/a')).toMatchObject({ state: 'landed' });
      expect(git('fsck', '--strict')).not.toMatch(/error|missing/);
    },
  );
});

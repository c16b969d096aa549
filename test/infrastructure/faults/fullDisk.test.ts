import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { QueueGround } from '../branches/mergeQueue/queueGround.ts';
import { fill, smallDisk, unmount } from './smallDisk.ts';

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

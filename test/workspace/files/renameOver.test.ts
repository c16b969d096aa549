import { describe, expect, it } from 'vitest';
import { type RenameMeans, renameOver } from '../../../server/workspace/files/renameOver.ts';

/** A disk that refuses a rename some times before it takes it. */
function refusing(platform: NodeJS.Platform, code: string, times: number) {
  const pauses: number[] = [];
  const renamed: string[][] = [];
  let left = times;
  const means: RenameMeans = {
    platform,
    async rename(from, to) {
      left -= 1;
      if (left >= 0) throw Object.assign(new Error(code), { code });
      renamed.push([from, to]);
    },
    pause: async (milliseconds) => pauses.push(milliseconds),
  };
  return { means, pauses, renamed };
}

describe('a rename over a file that somebody has open', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('is tried again on Windows, longer each time: %s', async (code) => {
    const { means, pauses, renamed } = refusing('win32', code, 3);
    await renameOver('new', 'old', means);
    expect(renamed).toEqual([['new', 'old']]);
    expect(pauses).toEqual([5, 10, 20]);
  });

  it('fails in the end where nobody lets go', async () => {
    const { means, pauses } = refusing('win32', 'EPERM', 100);
    await expect(renameOver('new', 'old', means)).rejects.toThrow('EPERM');
    expect(pauses.reduce((sum, time) => sum + time)).toBeLessThan(2_000);
  });

  it.each([
    ['win32', 'ENOENT'],
    ['darwin', 'EPERM'],
    ['linux', 'EACCES'],
  ] as const)('fails at once for another reason, and elsewhere: %s, %s', async (platform, code) => {
    const { means, pauses } = refusing(platform, code, 1);
    await expect(renameOver('new', 'old', means)).rejects.toThrow(code);
    expect(pauses).toEqual([]);
  });
});

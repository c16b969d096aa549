import { describe, expect, it } from 'vitest';
import { usefulThreads } from '../../../server/workspace/scan/scanThreads.ts';

describe('the threads that files are worth', () => {
  it('are none for few files, or on one processor', () => {
    expect(usefulThreads(100, 8000, 2)).toBe(0);
    expect(usefulThreads(100_000, 8000, 1)).toBe(0);
  });

  it('are more for larger files, never more than processors besides the first, nor than three', () => {
    expect(usefulThreads(500, 8000, 2)).toBe(0);
    expect(usefulThreads(500, 200_000, 2)).toBe(1);
    expect(usefulThreads(100_000, 8000, 2)).toBe(1);
    expect(usefulThreads(100_000, 8000, 64)).toBe(3);
  });
});

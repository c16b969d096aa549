import { describe, expect, it } from 'vitest';
import { coalesced } from '../../server/language/coalesced.ts';

describe('coalesced', () => {
  it('runs one task at a time and one more for all that was told meanwhile', async () => {
    const finish: (() => void)[] = [];
    const started = { count: 0 };
    const trigger = coalesced(() => {
      started.count++;
      return new Promise((resolve) => finish.push(resolve));
    });
    for (let told = 0; told < 5; told++) trigger();
    expect(started.count).toBe(1);
    finish.shift()?.();
    await new Promise(setImmediate);
    expect(started.count).toBe(2);
    finish.shift()?.();
    await new Promise(setImmediate);
    expect(started.count).toBe(2);
    trigger();
    expect(started.count).toBe(3);
  });
});

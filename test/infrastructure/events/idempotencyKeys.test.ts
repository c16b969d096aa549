import { expect, it } from 'vitest';
import { IdempotencyKeys } from '../../../server/infrastructure/events/idempotencyKeys.ts';

const record = (key: string, stream = 'agent/A') => ({ key, requestHash: 'h', stream, seq: 1 });

it('remembers at least as many keys as it was told to, and not for ever', () => {
  const keys = new IdempotencyKeys(3);
  for (let n = 0; n < 100; n++) {
    keys.remember(record(`k${n}`));
    for (let back = 0; back < Math.min(3, n + 1); back++)
      expect(keys.has(`k${n - back}`, 'h', 'agent/A')).toBe(true);
  }
  expect(keys.has('k0', 'h', 'agent/A')).toBe(false);
});

it('knows each stream that one key has changed, and refuses the key for another request', () => {
  const keys = new IdempotencyKeys();
  keys.remember(record('k'));
  keys.remember(record('k', 'agent/B'));
  expect(keys.has('k', 'h', 'agent/B')).toBe(true);
  expect(keys.has('k', 'h', 'agent/C')).toBe(false);
  expect(() => keys.has('k', 'other', 'agent/A')).toThrow('already used');
});

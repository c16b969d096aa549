import { expect, it } from 'vitest';
import { isOlder } from '../../../client/infrastructure/version.ts';

it('compares releases by number, not by text', () => {
  expect(isOlder('0.9.0', '0.10.0')).toBe(true);
  expect(isOlder('0.10.0', '0.9.0')).toBe(false);
  expect(isOlder('1.2.3', '1.2.3')).toBe(false);
  expect(isOlder('1.2.3-beta.1', '1.2.3')).toBe(false);
  expect(isOlder('garbage', '0.0.1')).toBe(true);
});

import { expect, it } from 'vitest';
import { searchPathOnly } from '../../../server/workspace/programs/searchPathOnly.ts';

it('keeps Windows from taking programs out of the repository, and changes nothing elsewhere', () => {
  const windows = {};
  searchPathOnly(windows, 'win32');
  expect(windows).toEqual({ NoDefaultCurrentDirectoryInExePath: '1' });
  const mac = {};
  searchPathOnly(mac, 'darwin');
  expect(mac).toEqual({});
});

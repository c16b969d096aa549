import path from 'node:path';
import { expect, it } from 'vitest';
import { isWithin } from '../../server/protocol/pathWithin.ts';

it.each([
  ['/r', '/r', true],
  ['/r', '/r/a/b', true],
  ['/', '/r', true],
  ['/r', '/r/..b/c', true],
  ['/r', '/ra', false],
  ['/r/a', '/r', false],
  ['/r', '/R/a', false],
])('a path of macOS or Linux: %s, %s: %s', (folder, file, expected) => {
  expect(isWithin(folder, file, path.posix)).toBe(expected);
});

it.each([
  ['C:\\r', 'c:\\R\\a.py', true],
  ['c:/r', 'C:\\r\\a.py', true],
  ['C:\\', 'c:\\r', true],
  ['C:\\r', 'C:\\ra', false],
  ['C:\\r', 'D:\\r\\a.py', false],
  ['C:\\r', '\\\\server\\share\\r', false],
])('a path of Windows: %s, %s: %s', (folder, file, expected) => {
  expect(isWithin(folder, file, path.win32)).toBe(expected);
});

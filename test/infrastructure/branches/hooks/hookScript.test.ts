import { expect, it } from 'vitest';
import { hookScript } from '../../../../server/infrastructure/branches/hooks/hookScript.ts';

const windows = {
  node: "C:\\Users\\O'Hara\\Code\\Code.exe",
  program: 'C:\\x\\swarm.cjs',
  filter: 'C:\\r\\.git\\swarm\\protected-refs',
};

it('names programs with slashes for the sh of Git for Windows, and leaves a backslash alone elsewhere', () => {
  const lines = hookScript('pre-push', windows, 'win32').split('\n');
  expect(lines[0]).toBe('#!/bin/sh');
  expect(lines).toContain("node='C:/Users/O'\\''Hara/Code/Code.exe'");
  expect(lines).toContain("program='C:/x/swarm.cjs'");
  expect(lines).toContain("filter='C:/r/.git/swarm/protected-refs'");
  const odd = { node: '/usr/bin/node', program: '/a\\b/swarm.cjs', filter: '/f' };
  expect(hookScript('pre-push', odd, 'linux')).toContain("program='/a\\b/swarm.cjs'");
});

import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { userCacheFolder } from '../../../server/workspace/files/userCacheFolder.ts';

describe('the folder of caches', () => {
  it('is where the platform has it', () => {
    expect(userCacheFolder({}, 'linux')).toBe(`${homedir()}/.cache/swarm`);
    expect(userCacheFolder({ XDG_CACHE_HOME: '/tmp/caches' }, 'linux')).toBe('/tmp/caches/swarm');
    expect(userCacheFolder({ XDG_CACHE_HOME: '/tmp/caches' }, 'darwin')).toBe(
      `${homedir()}/Library/Caches/swarm`,
    );
  });

  it('never depends on the present folder', () => {
    expect(userCacheFolder({ XDG_CACHE_HOME: 'caches' }, 'linux')).toBe(`${homedir()}/.cache/swarm`);
    expect(userCacheFolder({ LOCALAPPDATA: '' }, 'win32')).toBe(`${homedir()}/.cache/swarm`);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  type EndingMeans,
  endProcessTree,
  treeLeader,
} from '../../../server/workspace/programs/endProcessTree.ts';

/** A machine that writes down what it is asked for. */
function recording(platform: NodeJS.Platform) {
  const asked: unknown[] = [];
  const means: EndingMeans = {
    platform,
    systemRoot: 'D:\\Windows',
    kill: (pid, signal) => asked.push([pid, signal]),
    run: (program, args) => asked.push([program, ...args]),
  };
  return { means, asked };
}

describe('a program with all it has started', () => {
  it('is ended by its group, and on Windows by the tree below it', () => {
    const mac = recording('darwin');
    endProcessTree({ pid: 7 }, 'SIGTERM', mac.means);
    expect(mac.asked).toEqual([[-7, 'SIGTERM']]);
    const windows = recording('win32');
    endProcessTree({ pid: 7 }, 'SIGTERM', windows.means);
    expect(windows.asked).toEqual([['D:\\Windows\\System32\\taskkill.exe', '/T', '/F', '/PID', '7']]);
  });

  it('has no group on Windows, where one that is detached gets a window', () => {
    expect(treeLeader('win32')).toEqual({ detached: false, windowsHide: true });
    expect(treeLeader('darwin')).toEqual({ detached: true, windowsHide: true });
  });

  it('may have ended already, or never been started', () => {
    const { means, asked } = recording('linux');
    endProcessTree({ pid: undefined }, 'SIGKILL', means);
    expect(asked).toEqual([]);
    const gone = () => {
      throw new Error('ESRCH');
    };
    expect(() => endProcessTree({ pid: 7 }, 'SIGKILL', { ...means, kill: gone })).not.toThrow();
  });

  it.skipIf(process.platform === 'win32')('ends on this machine', async () => {
    const shell = spawn('sh', ['-c', 'sleep 1000 & wait'], { ...treeLeader(), stdio: 'ignore' });
    await once(shell, 'spawn');
    const ended = once(shell, 'exit');
    endProcessTree(shell, 'SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
  });
});

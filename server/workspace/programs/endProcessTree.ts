import { type ChildProcess, execFile } from 'node:child_process';
import path from 'node:path';

/** What a tree of processes is ended with; by default this machine. */
export interface EndingMeans {
  readonly platform: NodeJS.Platform;
  readonly systemRoot: string | undefined;
  kill(pid: number, signal: NodeJS.Signals): void;
  run(program: string, args: readonly string[]): void;
}

const ownMeans: EndingMeans = {
  platform: process.platform,
  systemRoot: process.env['SYSTEMROOT'],
  kill: (pid, signal) => process.kill(pid, signal),
  run: (program, args) => execFile(program, args, { windowsHide: true }, () => undefined),
};

/**
 * How a program is started that is ended with all it starts: as the leader of a group. Windows has no groups, and a
 * program that is detached there gets windows of its own.
 */
export function treeLeader(platform = process.platform): { detached: boolean; windowsHide: true } {
  return { detached: platform !== 'win32', windowsHide: true };
}

/** Ends a program that was started as `treeLeader` says, and what it has started; on Windows always by force. Never throws. */
export function endProcessTree(
  { pid }: Pick<ChildProcess, 'pid'>,
  signal: NodeJS.Signals,
  { platform, systemRoot, kill, run }: EndingMeans = ownMeans,
): void {
  if (pid === undefined) return;
  try {
    if (platform !== 'win32') kill(-pid, signal);
    // By its whole path: Windows would look into the folder that we run in first.
    else
      run(path.win32.join(systemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe'), [
        '/T',
        '/F',
        '/PID',
        `${pid}`,
      ]);
  } catch {
    // All of it has ended by itself.
  }
}

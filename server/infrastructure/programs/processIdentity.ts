import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * When a process was started, in the system's own terms: the same whoever asks. Undefined where it has ended, and on
 * Windows, which has no command that tells it.
 */
export async function processStartTime(
  pid: number,
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  if (platform === 'linux') return linuxStartTime(pid);
  return platform === 'win32' ? undefined : startTimeByPs(pid);
}

/** `ps` writes the time in the language and the time zone of whoever asks, which a window and a terminal need not share. */
async function startTimeByPs(pid: number): Promise<string | undefined> {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  const args = ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)];
  const { stdout } = await promisify(execFile)('ps', args, { env }).catch(() => ({ stdout: '' }));
  const [state = 'Z', ...time] = stdout.trim().split(/\s+/);
  // One that has ended is listed until it is waited for.
  return state.startsWith('Z') || time.length === 0 ? undefined : time.join(' ');
}

/** Field 22 of stat(5), in clock ticks since boot. */
async function linuxStartTime(pid: number): Promise<string | undefined> {
  return (await fieldsOfRunning(pid))[19];
}

/** Fields of stat(5) from the third on; none of a zombie, which has ended, whoever forgot to wait for it. */
async function fieldsOfRunning(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the program's name in parentheses and may hold blanks and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? [] : fields;
}

/** Whether anything runs in a process group that has members; elsewhere than on Linux, members that have ended count. */
export async function runsInGroup(leader: number): Promise<boolean> {
  if (process.platform !== 'linux' || (await linuxStartTime(leader)) !== undefined) return true;
  const groups = await Promise.all(
    (await allProcesses()).map(async (pid) => (await fieldsOfRunning(pid))[2]),
  );
  return groups.includes(String(leader));
}

async function allProcesses(): Promise<number[]> {
  return (await readdir('/proc')).map(Number).filter((pid) => Number.isInteger(pid));
}

/** Processes whose environment has all of these settings (`NAME=value`). Linux only; none elsewhere. */
export async function processesWithSettings(settings: readonly string[]): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const found = await Promise.all(
    (await allProcesses()).map(async (pid) => {
      const text = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      const found = text.split('\0');
      return settings.every((setting) => found.includes(setting)) ? [pid] : [];
    }),
  );
  return found.flat();
}

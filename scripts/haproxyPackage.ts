import { aptInstall } from './aptGet.ts';
import { isExecutable } from './isExecutable.ts';

const places = ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy', '/usr/bin/haproxy', '/usr/local/bin/haproxy'];

/** Why HAProxy as a router cannot be tested on this machine; undefined where it can. */
export function haproxyMissing(): string | undefined {
  return places.some(isExecutable)
    ? undefined
    : 'HAProxy as a router is NOT TESTED here: apt-get install haproxy';
}

/** Installs HAProxy from the distribution's packages where there is none and this user may. */
export async function installHaproxy(report: (sentence: string) => void): Promise<void> {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (haproxyMissing() === undefined || !isRoot || !isExecutable('/usr/bin/apt-get')) return;
  report('Installing haproxy with apt-get …');
  try {
    await aptInstall('haproxy');
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
  }
}

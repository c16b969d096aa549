import { aptInstall } from './aptGet.ts';
import { isExecutable } from './isExecutable.ts';

/** Programs of the container engine that the tests run, by the Debian packages that have them. */
export const enginePrograms = {
  podman: '/usr/bin/podman',
  runc: '/usr/sbin/runc',
  'busybox-static': '/bin/busybox',
} as const;

/** Why the container driver cannot be tested on this machine; undefined where it can. */
export function engineMissing(): string | undefined {
  if (!mayHaveEngine())
    return 'the tests of the container driver need Linux and root, for a Podman of their own';
  const missing = missingPackages();
  return missing.length === 0
    ? undefined
    : `the container driver is NOT TESTED here: apt-get install ${missing.join(' ')}`;
}

/** Installs a container engine from the distribution's packages where there is none and this user may. */
export async function installEngine(report: (sentence: string) => void): Promise<void> {
  const missing = missingPackages();
  if (missing.length === 0 || !mayHaveEngine() || !isExecutable('/usr/bin/apt-get')) return;
  report(`Installing ${missing.join(', ')} with apt-get …`);
  try {
    await aptInstall(...missing);
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
  }
}

function mayHaveEngine(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

function missingPackages(): string[] {
  return Object.entries(enginePrograms)
    .filter(([, file]) => !isExecutable(file))
    .map(([name]) => name);
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { tellingLineOf } from '../../files/fileEnd.ts';
import { ownEnvironment } from '../../programs/ownEnvironment.ts';
import { UnusableReport } from './reports/reportContent.ts';

export interface V2Check {
  /** Work tree as git has it. */
  readonly tree: string;
  /** Commit that changes are counted from; null for the base branch. */
  readonly base: string | null;
  readonly timeoutSeconds: number;
  /** Where its report goes. */
  readonly output: string;
  readonly log: string;
  readonly signal: AbortSignal;
}

/**
 * Runs `swarm check` on what has changed, as a process of its own: the analysis is no part of the service.
 * @throws {UnusableReport} it could not check
 */
export async function runV2Check({ tree, base, output, log, ...limits }: V2Check): Promise<void> {
  await rm(output, { force: true });
  const [report, errors] = await Promise.all([open(output, 'wx', 0o600), open(log, 'a', 0o600)]);
  try {
    const args = ['check', '--format', 'json', base === null ? '--changed' : `--changed=${base}`, '.'];
    const signal = AbortSignal.any([limits.signal, AbortSignal.timeout(limits.timeoutSeconds * 1000)]);
    const child = spawn(process.execPath, [commandLineProgram(), ...args], {
      cwd: tree,
      env: ownEnvironment(),
      stdio: ['ignore', report.fd, errors.fd],
      signal,
      killSignal: 'SIGKILL',
      windowsHide: true,
    });
    const [code] = await once(child, 'exit').catch(() => [null]);
    // 1: there are findings, which the limits judge.
    if (code === 0 || code === 1) return;
    const said = (await tellingLineOf(log))?.replace(/^swarm: /, '').replace(/\.$/, '');
    const late = `it took longer than ${limits.timeoutSeconds} s`;
    const why = signal.aborted ? late : (said ?? `it ended with code ${code}`);
    throw new UnusableReport(`could not be made: ${why}`);
  } finally {
    await Promise.all([report.close(), errors.close()]);
  }
}

function commandLineProgram(): string {
  // Bundled, this file is a chunk beside the bundle of the command line.
  const entry = import.meta.url.endsWith('.ts') ? '../../../cli/main.ts' : './cli.js';
  return fileURLToPath(new URL(entry, import.meta.url));
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { enginePrograms } from '../../../../scripts/containerEngine.ts';
import { EngineClient } from '../../../../server/infrastructure/programs/containers/engineClient.ts';

/** A Podman with a storage and a socket of its own, beside any other of the machine. */
export class Podman {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'swarm-podman-'));
  readonly socket = path.join(this.folder, 'podman.sock');
  readonly client = new EngineClient(this.socket);
  #service: ChildProcess | undefined;

  constructor() {
    // A container may not ask for more than this machine allows its own processes.
    const limits = '"nofile=1024:1024", "nproc=1024:1024"';
    writeFileSync(
      path.join(this.folder, 'containers.conf'),
      `[containers]\ndefault_ulimits = [${limits}]\n[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n`,
    );
  }

  /** Serves the API until {@link stop}; containers go on without it. */
  async start(): Promise<void> {
    rmSync(this.socket, { force: true });
    const args = [...this.#options, 'system', 'service', '--time', '0', `unix://${this.socket}`];
    this.#service = spawn(enginePrograms.podman, args, {
      env: this.#environment,
      // Where it leaves a note of every container that ran out of memory.
      cwd: this.folder,
      stdio: 'ignore',
    });
    for (;;) {
      const version = await this.client.call({ method: 'GET', path: '/version' }).catch(() => undefined);
      if (version !== undefined) return;
      if (this.#service.exitCode !== null) throw new Error('podman system service has ended');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(): Promise<void> {
    const service = this.#service;
    if (!service || service.exitCode !== null || service.signalCode !== null) return;
    const ended = new Promise((resolve) => service.once('exit', resolve));
    service.kill('SIGKILL');
    await ended;
  }

  /** Runs podman itself and gives its output. */
  run(...args: string[]): string {
    const options = { env: this.#environment, cwd: this.folder, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync(enginePrograms.podman, [...this.#options, ...args], options).trim();
  }

  /** Ids of the containers there are, running or not. */
  containers(): string[] {
    return this.run('ps', '--all', '--quiet', '--no-trunc').split('\n').filter(Boolean);
  }

  async close(): Promise<void> {
    this.run('rm', '--all', '--force', '--time', '0');
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  get #options(): string[] {
    const [root, runRoot, temporary] = ['root', 'run', 'tmp'].map((name) => path.join(this.folder, name));
    const own = ['--root', root, '--runroot', runRoot, '--tmpdir', temporary].map(String);
    return [...own, '--storage-driver', 'vfs'];
  }

  get #environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      HOME: this.folder,
      CONTAINERS_CONF: path.join(this.folder, 'containers.conf'),
    };
  }
}

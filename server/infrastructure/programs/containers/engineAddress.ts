import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

/** The machine on which an engine is looked for; by default this one. */
export interface EngineGround {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The user's own folder for temporary files. */
  readonly temporary: string;
  exists(file: string): boolean;
}

const ownGround: EngineGround = {
  platform: process.platform,
  // Asked for only where it counts: a user without a home has none.
  get home() {
    return homedir();
  },
  temporary: tmpdir(),
  exists: existsSync,
};

const local = /^(?:unix|npipe):\/\/(.+)$/;
/** Where Docker serves its API, and Podman where it stands in for Docker. */
const dockers = { win32: '//./pipe/docker_engine', other: '/var/run/docker.sock' };

/**
 * Socket of the container engine, on Windows its named pipe: what CONTAINER_HOST or DOCKER_HOST name, else the first
 * there is of Docker's, Podman's of this user and Podman's of the system. Never from a file of the repository.
 */
export function engineSocket(environment: NodeJS.ProcessEnv, ground: EngineGround = ownGround): string {
  const named = local.exec(environment['CONTAINER_HOST'] ?? environment['DOCKER_HOST'] ?? '')?.[1];
  if (named !== undefined) return named;
  if (ground.platform === 'win32') return dockers.win32;
  return [dockers.other, ...ofUser(environment, ground)].find(ground.exists) ?? dockers.other;
}

function ofUser(environment: NodeJS.ProcessEnv, { platform, home, temporary }: EngineGround): string[] {
  // The engines are in a virtual machine there, whose sockets are in the user's folders.
  if (platform === 'darwin')
    return [
      path.join(home, '.docker/run/docker.sock'),
      path.join(home, '.local/share/containers/podman/machine/podman.sock'),
      path.join(temporary, 'podman/podman-machine-default-api.sock'),
    ];
  const runtime = environment['XDG_RUNTIME_DIR'];
  const own = ['podman/podman.sock', 'docker.sock'];
  return [
    ...(runtime === undefined ? [] : own.map((name) => path.join(runtime, name))),
    '/run/podman/podman.sock',
  ];
}

import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Socket of the container engine: what CONTAINER_HOST or DOCKER_HOST name, else the first there is of Docker's, Podman's
 * of this user and Podman's of the system. Never from a file of the repository.
 */
export function engineSocket(
  environment: NodeJS.ProcessEnv,
  exists: (file: string) => boolean = existsSync,
): string {
  const named = environment['CONTAINER_HOST'] ?? environment['DOCKER_HOST'];
  if (named?.startsWith('unix://')) return named.slice('unix://'.length);
  const runtime = environment['XDG_RUNTIME_DIR'];
  const known = [
    '/var/run/docker.sock',
    ...(runtime === undefined
      ? []
      : [path.join(runtime, 'podman/podman.sock'), path.join(runtime, 'docker.sock')]),
    '/run/podman/podman.sock',
  ];
  return known.find(exists) ?? '/var/run/docker.sock';
}

import { describe, expect, it } from 'vitest';
import {
  type EngineGround,
  engineSocket,
} from '../../../../server/infrastructure/programs/containers/engineAddress.ts';

/** A machine that has the sockets whose path holds a text. */
function machine(platform: NodeJS.Platform, present?: string): EngineGround {
  const exists = (file: string) => present !== undefined && file.includes(present);
  return { platform, home: '/Users/a', temporary: '/var/folders/x/T', exists };
}

describe('the socket of the container engine', () => {
  it('is what the environment names, else the first there is, else that of Docker', () => {
    const bare = machine('linux');
    expect(engineSocket({ DOCKER_HOST: 'unix:///d', CONTAINER_HOST: 'unix:///c' }, bare)).toBe('/c');
    expect(engineSocket({ DOCKER_HOST: 'unix:///d' }, bare)).toBe('/d');
    const withPodman = machine('linux', 'podman');
    const own = '/run/user/7/podman/podman.sock';
    expect(engineSocket({ XDG_RUNTIME_DIR: '/run/user/7' }, withPodman)).toBe(own);
    expect(engineSocket({}, withPodman)).toBe('/run/podman/podman.sock');
    expect(engineSocket({}, bare)).toBe('/var/run/docker.sock');
  });

  it.each([
    ['/var/run', '/var/run/docker.sock'],
    ['.docker', '/Users/a/.docker/run/docker.sock'],
    ['podman/machine', '/Users/a/.local/share/containers/podman/machine/podman.sock'],
    ['/T/podman', '/var/folders/x/T/podman/podman-machine-default-api.sock'],
  ])('is that of the virtual machine on macOS: %s', (present, socket) => {
    expect(engineSocket({}, machine('darwin', present))).toBe(socket);
  });

  it('is a named pipe on Windows', () => {
    expect(engineSocket({}, machine('win32'))).toBe('//./pipe/docker_engine');
    const host = { DOCKER_HOST: 'npipe:////./pipe/podman-machine-default' };
    expect(engineSocket(host, machine('win32'))).toBe('//./pipe/podman-machine-default');
  });

  it('is never one of another machine', () => {
    const elsewhere = { DOCKER_HOST: 'tcp://example.org:2375' };
    expect(engineSocket(elsewhere, machine('linux'))).toBe('/var/run/docker.sock');
  });
});

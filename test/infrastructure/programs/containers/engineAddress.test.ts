import { describe, expect, it } from 'vitest';
import { engineSocket } from '../../../../server/infrastructure/programs/containers/engineAddress.ts';

const none = () => false;

describe('the socket of the container engine', () => {
  it('is what the environment names, else the first there is, else that of Docker', () => {
    expect(engineSocket({ DOCKER_HOST: 'unix:///d', CONTAINER_HOST: 'unix:///c' }, none)).toBe('/c');
    expect(engineSocket({ DOCKER_HOST: 'unix:///d' }, none)).toBe('/d');
    expect(engineSocket({ XDG_RUNTIME_DIR: '/run/user/7' }, (file) => file.includes('podman'))).toBe(
      '/run/user/7/podman/podman.sock',
    );
    expect(engineSocket({}, (file) => file.includes('podman'))).toBe('/run/podman/podman.sock');
    expect(engineSocket({}, none)).toBe('/var/run/docker.sock');
  });

  it('is never one of another machine', () => {
    expect(engineSocket({ DOCKER_HOST: 'tcp://example.org:2375' }, none)).toBe('/var/run/docker.sock');
  });
});

import type { ContainerProgram, Program } from '../programDriver.ts';

/** Label with the work tree of a container's release: names the slot among all repositories of the machine. */
export const treeLabel = 'swarm.tree';

/** Label with the number of the instance. */
export const instanceLabel = 'swarm.instance';

const logBytes = '10m';

/** What the engine is asked to create. */
export function containerOptions(
  { command, folder, environment, limits = {}, instance = 0 }: Program,
  { configuration, hostPort, slot, commit, data, sharesData }: ContainerProgram,
  image: string,
): Record<string, unknown> {
  const port = `${configuration.port}/tcp`;
  const labels = { [treeLabel]: folder, [instanceLabel]: String(instance) };
  const { memoryMegabytes, cpus, processes } = limits;
  return {
    Image: image,
    ...(command.length > 0 ? { Cmd: command } : {}),
    Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    Labels: { ...labels, 'swarm.slot': slot, 'swarm.commit': commit },
    ExposedPorts: { [port]: {} },
    HostConfig: {
      PortBindings: { [port]: [{ HostIp: '127.0.0.1', HostPort: String(hostPort) }] },
      Binds:
        configuration.data === undefined ? [] : [`${data}:${configuration.data}:${sharesData ? 'z' : 'Z'}`],
      ...(memoryMegabytes === undefined ? {} : memory(memoryMegabytes)),
      ...shares(cpus, processes),
      LogConfig: { Type: 'json-file', Config: { 'max-size': logBytes } },
      SecurityOpt: ['no-new-privileges'],
      RestartPolicy: { Name: 'no' },
    },
  };
}

function shares(cpus: number | undefined, processes: number | undefined): Record<string, number> {
  return {
    ...(cpus === undefined ? {} : { NanoCpus: Math.round(cpus * 1e9) }),
    ...(processes === undefined ? {} : { PidsLimit: processes }),
  };
}

/** Swap would only put the end off. */
function memory(megabytes: number): Record<string, number> {
  return { Memory: megabytes * 1024 * 1024, MemorySwap: megabytes * 1024 * 1024 };
}

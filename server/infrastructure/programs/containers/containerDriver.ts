import { writeFile } from 'node:fs/promises';
import type { Program, ProgramDriver, ProgramIdentity, RunningProgram } from '../programDriver.ts';
import { containerOptions, instanceLabel, treeLabel } from './containerOptions.ts';
import type { EngineClient } from './engineClient.ts';
import { isMissing, isUnreachable } from './engineError.ts';
import { releaseImage, treeKey } from './releaseImage.ts';
import { RunningContainer, removeContainer } from './runningContainer.ts';

/** Runs programs in containers of Docker or Podman. */
export function containerDriver(engine: EngineClient): ProgramDriver {
  return {
    start: (program) => start(engine, program),
    adopt: (identity, log) => adopt(engine, identity, log),
    endLeftovers: (folder, instance) => endLeftovers(engine, folder, instance),
  };
}

async function start(engine: EngineClient, program: Program): Promise<RunningProgram> {
  const { container } = program;
  if (!container) throw new Error('only a deployment that says an image or a Dockerfile runs in a container');
  const image = await releaseImage(engine, program, container);
  container.signal.throwIfAborted();
  const created = await engine.call({
    method: 'POST',
    path: '/containers/create',
    query: { name: `swarm-${treeKey(program.folder)}-${program.instance ?? 0}-${Date.now().toString(36)}` },
    json: containerOptions(program, container, image),
  });
  const id = idOf(created);
  await writeFile(program.log, '', { mode: 0o600 });
  try {
    await engine.call({ method: 'POST', path: `/containers/${id}/start` });
  } catch (error) {
    await removeContainer(engine, id).catch(() => {});
    throw error;
  }
  return new RunningContainer(engine, id, program.log);
}

function idOf(created: unknown): string {
  const id = typeof created === 'object' && created !== null && 'Id' in created ? created.Id : undefined;
  if (typeof id === 'string' && /^[0-9a-f]{12,64}$/.test(id)) return id;
  throw new Error('the container engine has created a container without an id');
}

async function adopt(
  engine: EngineClient,
  identity: ProgramIdentity,
  log: string,
): Promise<RunningProgram | undefined> {
  if (!('container' in identity)) return undefined;
  const path = `/containers/${identity.container}/json`;
  try {
    const found = (await engine.call({ method: 'GET', path })) as { State?: { Running?: boolean } };
    if (found.State?.Running !== true) return undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    if (!isUnreachable(error)) throw error;
  }
  return new RunningContainer(engine, identity.container, log);
}

async function endLeftovers(engine: EngineClient, folder: string, instance?: number): Promise<void> {
  const ofInstance = instance === undefined ? [] : [`${instanceLabel}=${instance}`];
  const filters = JSON.stringify({ label: [`${treeLabel}=${folder}`, ...ofInstance] });
  const listed = await engine.call({ method: 'GET', path: '/containers/json', query: { all: '1', filters } });
  const ids = Array.isArray(listed) ? listed.map(idOf) : [];
  await Promise.all(ids.map((id) => removeContainer(engine, id)));
}

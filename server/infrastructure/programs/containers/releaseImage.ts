import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { ContainerProgram, Program } from '../programDriver.ts';
import { followProgress } from './buildStream.ts';
import type { EngineClient } from './engineClient.ts';
import { isMissing, isUnreachable } from './engineError.ts';

/** Short name of what belongs to a work tree, in names that an engine takes. */
export function treeKey(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 16);
}

/**
 * The image that a release runs: pulled by its digest where it is not there, or built from its work tree.
 * @returns what names it
 * @throws {Error} a sentence why there is none
 */
export async function releaseImage(
  engine: EngineClient,
  program: Program,
  container: ContainerProgram,
): Promise<string> {
  const { buildTimeoutSeconds, configuration } = container;
  const late = AbortSignal.timeout(buildTimeoutSeconds * 1000);
  const bounded = { ...container, signal: AbortSignal.any([container.signal, late]) };
  const { image } = configuration;
  try {
    return await (image === undefined
      ? builtImage(engine, program, bounded)
      : pulled(engine, image, bounded));
  } catch (error) {
    const what = image === undefined ? 'built' : 'pulled';
    if (late.aborted) throw new Error(`The image was not ${what} within ${buildTimeoutSeconds} s.`);
    if (isUnreachable(error)) throw error;
    throw new Error(`The image cannot be ${what}: ${error instanceof Error ? error.message : error}`);
  }
}

async function pulled(
  engine: EngineClient,
  image: string,
  { buildLog, signal }: ContainerProgram,
): Promise<string> {
  const known = await engine
    .call({ method: 'GET', path: `/images/${image}/json` })
    .catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
  if (known !== undefined) return image;
  const path = '/images/create';
  const query = { fromImage: image };
  await followProgress(await engine.stream({ method: 'POST', path, query, signal }), buildLog);
  return image;
}

/** The others of a slot run what was built for the first. */
async function builtImage(
  engine: EngineClient,
  { folder, instance = 0 }: Program,
  container: ContainerProgram,
): Promise<string> {
  const known = instance === 0 ? undefined : await imageId(engine, tagOf(folder));
  return known ?? build(engine, folder, container);
}

function tagOf(folder: string): string {
  return `localhost/swarm-${treeKey(folder)}:latest`;
}

async function build(engine: EngineClient, folder: string, container: ContainerProgram): Promise<string> {
  const { configuration, buildLog, signal, commit } = container;
  const tag = tagOf(folder);
  const before = await imageId(engine, tag);
  const query = {
    t: tag,
    dockerfile: configuration.dockerfile ?? 'Dockerfile',
    rm: '1',
    forcerm: '1',
    labels: JSON.stringify({ 'swarm.tree': folder, 'swarm.commit': commit }),
  };
  const context = workTreeArchive(folder, signal);
  const stream = await engine.stream({ method: 'POST', path: '/build', query, tar: context, signal });
  await followProgress(stream, buildLog);
  const now = await imageId(engine, tag);
  if (now === undefined) throw new Error('the engine has built none');
  // One image per slot: that of the release before has no name any more.
  if (before !== undefined && before !== now)
    await engine.call({ method: 'DELETE', path: `/images/${before}` }).catch(() => {});
  return now;
}

async function imageId(engine: EngineClient, name: string): Promise<string | undefined> {
  const path = `/images/${name}/json`;
  const image = (await engine.call({ method: 'GET', path }).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  })) as { Id?: unknown } | undefined;
  return typeof image?.Id === 'string' ? image.Id : undefined;
}

/** The work tree as a tar stream, without what makes it a work tree of git. */
function workTreeArchive(folder: string, signal: AbortSignal) {
  // Where tar writes without -f is the choice of who built it, or TAPE; that of macOS would add `._` files for attributes.
  const child = spawn('tar', ['-c', '-f', '-', '--exclude', './.git', '-C', folder, '.'], {
    env: { ...process.env, COPYFILE_DISABLE: '1' },
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    signal,
  });
  child.on('error', (error) => child.stdout.destroy(error));
  child.on('exit', (code) => {
    if (code !== 0) child.stdout.destroy(new Error('tar cannot read the work tree'));
  });
  return child.stdout;
}

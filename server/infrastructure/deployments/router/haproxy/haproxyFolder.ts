import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { readPrivateFile, writePrivateFile } from '../../../files/privateFile.ts';
import type { Route } from '../trafficRouter.ts';
import { folderWatch } from './folderWatch.ts';
import { haproxyConfiguration, socketName, staticConfiguration, watchName } from './haproxyConfiguration.ts';
import { latencyBuckets } from './latencyBuckets.ts';
import { mapsOf } from './routeMaps.ts';
import { mapText } from './runtimeMap.ts';
import { firstPlaces, placeText } from './serverPlaces.ts';

/** Longest path of a Unix socket that every system takes. */
const longestSocketPath = 100;
const identityName = 'haproxy.json';

/** A HAProxy that was started, and what it was started for. */
export interface HaproxyIdentity {
  readonly pid: number;
  readonly startTime: string;
  /** `environment/team`. */
  readonly id: string;
  /** Of the part of its configuration that cannot change while it runs. */
  readonly configurationHash: string;
}

/** The folders of all routes: each has one of its own, named by its port, which keeps the socket's path short. */
export class HaproxyFolders {
  readonly #root: string;

  constructor(stateFolder: string) {
    this.#root = path.join(stateFolder, 'haproxy');
  }

  /** Ports of routes that have a folder. */
  async ports(): Promise<number[]> {
    const names = await readdir(this.#root).catch(() => []);
    return names.map(Number).filter((port) => Number.isInteger(port));
  }

  folder(port: number): HaproxyFolder {
    return new HaproxyFolder(path.join(this.#root, String(port)));
  }
}

/** The files of one route's HAProxy, which only its user can read. It runs in there and names them without a path. */
export class HaproxyFolder {
  readonly path: string;
  readonly log: string;

  constructor(folder: string) {
    this.path = folder;
    this.log = path.join(folder, 'haproxy.log');
  }

  /** @param pid of the HAProxy that listens on it: a long path is gone around by way of its process. */
  socket(pid: number): string {
    const direct = path.join(this.path, socketName);
    const isLong = Buffer.byteLength(direct) > longestSocketPath;
    return isLong && process.platform === 'linux' ? `/proc/${pid}/cwd/${socketName}` : direct;
  }

  /** Writes everything that a HAProxy reads when it starts. */
  async write(route: Route): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const places = firstPlaces(route.upstreams, Date.now());
    const files: Record<string, string> = {
      'haproxy.cfg': haproxyConfiguration(route, places),
      'buckets.map': mapText(latencyBuckets()),
      'places.map': mapText(new Map([...places].map(([name, place]) => [name, placeText(place)]))),
      'drain.map': '',
      [watchName]: folderWatch(route.drainSeconds),
    };
    for (const [name, entries] of Object.entries(mapsOf(route, places))) files[name] = mapText(entries);
    for (const [name, text] of Object.entries(files))
      await writePrivateFile(path.join(this.path, name), text);
  }

  async identity(): Promise<HaproxyIdentity | undefined> {
    const reading = await readPrivateFile(path.join(this.path, identityName));
    return reading.state === 'present' ? parseIdentity(reading.text) : undefined;
  }

  async writeIdentity(identity: HaproxyIdentity): Promise<void> {
    await writePrivateFile(path.join(this.path, identityName), `${JSON.stringify(identity, null, 1)}\n`);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** Of the part of a route's configuration for which its HAProxy is replaced; the time to drain at its end is not worth that. */
export function configurationHash(route: Route): string {
  return createHash('sha256')
    .update(staticConfiguration({ ...route, drainSeconds: 0 }))
    .digest('hex');
}

const shape = { pid: 'number', startTime: 'string', id: 'string', configurationHash: 'string' };

function parseIdentity(text: string): HaproxyIdentity | undefined {
  try {
    const value = JSON.parse(text) as Record<string, unknown> | null;
    const isIdentity = Object.entries(shape).every(([name, type]) => typeof value?.[name] === type);
    return isIdentity ? (value as unknown as HaproxyIdentity) : undefined;
  } catch {
    return undefined;
  }
}

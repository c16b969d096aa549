import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Contender } from './contender.ts';

const launcher = path.resolve(import.meta.dirname, '../../dist/server/swarm.cjs');

/** `swarm check` of a folder: for the first time, and once more with nothing changed. */
export function swarmContenders(folder: string, caches: string): Contender[] {
  const cache = path.join(caches, 'cache');
  const command = (...options: string[]) =>
    ['env', `XDG_CACHE_HOME=${cache}`, process.execPath, launcher, 'check', folder, ...options] as const;
  return [
    {
      name: 'swarm check, first time',
      command: command(),
      before: () => rmSync(cache, { recursive: true, force: true }),
    },
    { name: 'swarm check, nothing changed', command: command() },
  ];
}

/** Programs in Node that do nothing with the files of a folder but what a check cannot do without. */
export function floorContenders(folder: string): Contender[] {
  const command = (name: string) =>
    [process.execPath, path.join(import.meta.dirname, `${name}.cjs`), folder] as const;
  return [
    { name: 'Node, reading every file alone', command: command('readEverything') },
    { name: 'Node, status of every file alone', command: command('statEverything') },
  ];
}

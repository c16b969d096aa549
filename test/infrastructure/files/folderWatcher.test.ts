import { existsSync, watch } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderWatcher, type WatchFolder } from '../../../server/infrastructure/files/folderWatcher.ts';

let folder: string;
let watcher: FolderWatcher | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-watch-'));
});
afterEach(async () => {
  watcher?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Starts watching `root` for files named status.json and gives a function that waits for one to be told of. */
async function watching(
  root: string,
  watchFolder?: WatchFolder,
): Promise<(relative: string) => Promise<void>> {
  const told = new Set<string>();
  let wake = () => {};
  watcher = await FolderWatcher.start(
    {
      root,
      descend: (relative) => !relative.includes('/'),
      accept: (relative) => relative.endsWith('status.json'),
      onChanged: (paths) => {
        for (const one of paths) told.add(one);
        wake();
      },
      onError: (error) => expect.fail(error.message),
    },
    watchFolder,
  );
  return async (relative) => {
    while (!told.has(relative)) await new Promise<void>((resolve) => (wake = resolve));
    told.delete(relative);
  };
}

describe('FolderWatcher', () => {
  it('tells of a file that is replaced atomically, again and again', async () => {
    const changed = await watching(folder);
    for (let round = 0; round < 3; round++) {
      await writeFile(path.join(folder, 'new'), String(round));
      await rename(path.join(folder, 'new'), path.join(folder, 'status.json'));
      await changed('status.json');
    }
  });

  it('tells of files in subfolders that come later, and of those in a subfolder that was replaced', async () => {
    const changed = await watching(folder);
    for (let round = 0; round < 3; round++) {
      await mkdir(path.join(folder, 'Agent-1'));
      await writeFile(path.join(folder, 'Agent-1/status.json'), '{}');
      await changed('Agent-1/status.json');
      await writeFile(path.join(folder, 'Agent-1/status.json'), '{ }');
      await changed('Agent-1/status.json');
      await rm(path.join(folder, 'Agent-1'), { recursive: true });
    }
  });

  it('waits for a root that does not exist yet, and notices when it goes and comes back', async () => {
    const root = path.join(folder, 'a/b');
    const changed = await watching(root);
    for (let round = 0; round < 12; round++) {
      await mkdir(path.join(root, 'Agent-1'), { recursive: true });
      await writeFile(path.join(root, 'Agent-1/status.json'), '{}');
      await changed('Agent-1/status.json');
      await rm(path.join(folder, 'a'), { recursive: true });
      await changed('');
    }
  });

  it('leaves a folder that is gone where Windows tells of that by its whole path, without end', async () => {
    const open = new Set<string>();
    const told: WatchFolder = (one, options, listener) => {
      open.add(one);
      const inner = watch(one, options, (kind, name) => {
        if (existsSync(one)) listener(kind, name);
        else listener('rename', one);
      });
      return inner.once('close', () => open.delete(one));
    };
    const root = path.join(folder, 'root');
    await mkdir(path.join(root, 'Agent-1'), { recursive: true });
    const changed = await watching(root, told);
    await rm(root, { recursive: true });
    await changed('');
    await expect.poll(() => [...open]).toEqual([folder]);
    await mkdir(root);
    await changed('');
    await writeFile(path.join(root, 'status.json'), '{}');
    await changed('status.json');
  });

  it('notices by an error of its watch that the root is gone', async () => {
    const root = path.join(folder, 'root');
    await mkdir(root);
    const silent: WatchFolder = (one, options, listener) => {
      const inner = watch(one, options, (kind, name) => {
        if (existsSync(one)) listener(kind, name);
        else inner.emit('error', new Error('EPERM'));
      });
      return inner;
    };
    const changed = await watching(root, silent);
    await rm(root, { recursive: true });
    await changed('');
  });
});

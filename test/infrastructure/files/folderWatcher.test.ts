import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderWatcher } from '../../../server/infrastructure/files/folderWatcher.ts';

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
async function watching(root: string): Promise<(relative: string) => Promise<void>> {
  const told = new Set<string>();
  let wake = () => {};
  watcher = await FolderWatcher.start({
    root,
    descend: (relative) => !relative.includes('/'),
    accept: (relative) => relative.endsWith('status.json'),
    onChanged: (paths) => {
      for (const one of paths) told.add(one);
      wake();
    },
    onError: (error) => expect.fail(error.message),
  });
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
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

/** A folder that stands for one of the workspace. */
export class TemporaryFolder {
  readonly path: string;

  constructor(folder: string) {
    this.path = folder;
  }

  /** Address of the folder or of something in it. */
  uri(relative = ''): string {
    return pathToFileURL(path.join(this.path, relative)).href;
  }

  async write(relative: string, text: string): Promise<void> {
    const file = path.join(this.path, relative);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** An empty folder with the function that removes it. */
export async function makeTemporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-language-'));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A folder with these files, gone when the test ends. */
export async function temporaryFolder(
  files: Readonly<Record<string, string>> = {},
): Promise<TemporaryFolder> {
  const { path, remove } = await makeTemporaryFolder();
  onTestFinished(remove);
  const folder = new TemporaryFolder(path);
  for (const [relative, text] of Object.entries(files)) await folder.write(relative, text);
  return folder;
}

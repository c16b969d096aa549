import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { makeExampleRepository } from '../../scripts/exampleRepository/exampleRepository.ts';

/** A kind of window that suites run in. */
export interface TestWindow {
  readonly name: string;
  /** Folder with its suites, below this one. */
  readonly suites: string;
  /** Makes what the window opens inside an empty folder and gives its path; undefined for an empty window. */
  open(temporary: string): Promise<string | undefined>;
}

export const testWindows: readonly TestWindow[] = [
  {
    name: 'the example repository',
    suites: 'suite',
    async open(temporary) {
      const folder = path.join(temporary, 'collaboration-hub');
      await makeExampleRepository(folder);
      return folder;
    },
  },
  {
    name: 'a folder that is no git repository',
    suites: 'suite/noGit',
    async open(temporary) {
      const folder = path.join(temporary, 'plain-folder');
      await mkdir(folder);
      return folder;
    },
  },
  {
    name: 'two repositories',
    suites: 'suite/twoFolders',
    async open(temporary) {
      await makeExampleRepository(path.join(temporary, 'collaboration-hub'));
      await execa('git', ['init', '--quiet', path.join(temporary, 'second-repository')]);
      const workspace = path.join(temporary, 'both.code-workspace');
      const folders = [{ path: 'collaboration-hub' }, { path: 'second-repository' }];
      await writeFile(workspace, JSON.stringify({ folders }));
      return workspace;
    },
  },
  { name: 'no folder', suites: 'suite/noFolder', open: async () => undefined },
];

import { describe, expect, it } from 'vitest';
import type { IndexMessage } from '../../../server/language/workspaceIndex/indexWork.ts';
import { runIndexWork } from '../../../server/language/workspaceIndex/runIndexWork.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const files = 60;
/** More than a pipe holds. */
const imports = Array.from(
  { length: 300 },
  (_, index) => `import package_with_a_long_name.module_${index}\n`,
);

describe('reading a repository in a process', () => {
  it('gives every file to a server that is busy while the process ends', async () => {
    const folder = await temporaryFolder(
      Object.fromEntries(Array.from({ length: files }, (_, index) => [`m${index}.py`, imports.join('')])),
    );
    const place = { root: folder.path, prefix: '', excludedByEditor: [], excludedByRepository: [] };
    const messages: IndexMessage[] = [];
    const done = runIndexWork(
      { kind: 'read', place, paths: undefined },
      (message) => {
        // Hold the thread as an analysis does, so that messages pile up in the other process.
        if (messages.push(message) === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
      },
      new AbortController().signal,
    );
    await done;
    expect(messages.flatMap((each) => (each.kind === 'indexed' ? each.files : []))).toHaveLength(files);
  });
});

import { describe, expect, it } from 'vitest';
import { ChangeSignal } from '../../../server/language/workspaceIndex/changeSignal.ts';
import { ClosedDocuments } from '../../../server/language/workspaceIndex/closedDocuments.ts';
import {
  WorkspacePass,
  type WorkspaceSources,
} from '../../../server/language/workspaceIndex/workspacePass.ts';

/** A workspace of one folder whose index is never read. */
function neverRead(asked: () => void): WorkspaceSources {
  const rules = {
    settings: { enable: true, workspaceDiagnostics: 'on', exclude: [] },
    configuration: undefined,
    root: { path: '/nowhere', prefix: '' },
    policy: { of: () => ({ settings: { heavyModules: new Set(['torch']) } }) },
  };
  const index = {
    of: () => {
      asked();
      return { whenRead: new Promise<void>(() => undefined) };
    },
  };
  const closed = new ClosedDocuments(new ChangeSignal());
  const folders = { all: () => ['folder'] };
  const sources = { folders, rules: { of: async () => rules }, index, openDocuments: () => [], closed };
  return { ...sources, onShown: () => undefined } as unknown as WorkspaceSources;
}

describe('a pass over the workspace', () => {
  it('ends at once when it is taken back while the imports of all files are still being read', async () => {
    const ended = new AbortController();
    const asked = Promise.withResolvers<void>();
    const receiver = { report: () => undefined, progress: () => undefined };
    const pass = new WorkspacePass(neverRead(asked.resolve), new Map(), receiver, ended.signal).run();
    await asked.promise;
    ended.abort();
    expect(await pass).toBe(false);
  });
});

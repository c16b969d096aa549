import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import { LeaseIndicator } from '../../../client/leases/leaseIndicator.ts';
import type { Repositories } from '../../../client/repositories.ts';
import type { Lease } from '../../../server/protocol/leases.ts';
import { type ExampleRepository, makeRepository } from '../../infrastructure/git/exampleRepository.ts';

interface Document {
  readonly uri: { readonly scheme: 'file'; readonly fsPath: string };
}

const editor = vi.hoisted(() => ({
  active: undefined as { document: unknown } | undefined,
  shown: Promise.withResolvers<void>(),
  warnings: [] as string[],
  onEditor: () => {},
  onText: (_: unknown) => {},
  onHidden: () => {},
}));

vi.mock('vscode', async () => ({
  ...(await import('../views/fakeVsCode.ts')).fakeVsCode,
  StatusBarAlignment: { Right: 2 },
  window: {
    get activeTextEditor() {
      return editor.active;
    },
    createStatusBarItem: () => ({
      show: () => editor.shown.resolve(),
      hide: () => editor.onHidden(),
      dispose: () => {},
    }),
    onDidChangeActiveTextEditor: (listener: () => void) => {
      editor.onEditor = listener;
      return { dispose: () => {} };
    },
    showWarningMessage: (message: string) => {
      editor.warnings.push(message);
      return Promise.resolve('Show Agent');
    },
  },
  workspace: {
    onDidChangeTextDocument: (listener: (event: unknown) => void) => {
      editor.onText = listener;
      return { dispose: () => {} };
    },
  },
}));

const lease: Lease = {
  id: '4',
  kind: 'paths',
  subject: 'src/**',
  globs: ['src/**'],
  state: 'held',
  holder: 'Agent-3',
  fence: 7,
  takenAt: '2026-11-21T08:00:00.000Z',
  expiresAt: '2026-11-21T08:15:00.000Z',
  task: 'C-1/T-1',
  reason: null,
};

let example: ExampleRepository;
let indicator: LeaseIndicator;
let asked: string[];
const revealed: string[] = [];

function open(file: string): Document {
  const document: Document = { uri: { scheme: 'file', fsPath: path.join(example.folder, file) } };
  editor.active = { document };
  return document;
}

/** A session whose service says of every file that this lease covers it. */
function sessionWith(held: Lease): RepositorySession {
  const store = { rows: () => new Map([[held.id, held]]), onChanged: () => () => {} };
  const call = async (_: string, { query }: { query: { path: string } }) => {
    asked.push(query.path);
    return { path: query.path, lease: held };
  };
  return {
    id: path.join(example.folder, '.git'),
    root: example.folder,
    state: { kind: 'live' },
    store,
    call,
  } as never;
}

function show(held: Lease): void {
  const repositories = { sessions: [sessionWith(held)], onDidChange: () => ({ dispose: () => {} }) };
  indicator = new LeaseIndicator({
    repositories: repositories as unknown as Repositories,
    log: { debug: () => {} } as never,
    person: 'ada',
    reveal: async ({ lease: { holder } }) => void revealed.push(holder),
  });
}

beforeEach(async () => {
  example = await makeRepository();
  await example.commit('app.ts', 'one\n');
  asked = [];
  editor.shown = Promise.withResolvers();
  editor.warnings = [];
});
afterEach(async () => {
  indicator.dispose();
  await example.remove();
});

describe('the file that is open', () => {
  it('shows who holds it, and warns once who edits what an agent holds', async () => {
    const document = open('app.ts');
    show(lease);
    await editor.shown.promise;
    expect(asked).toEqual(['app.ts']);
    expect(indicator.text).toBe('$(lock) Agent-3');
    editor.onText({ document, contentChanges: [{}] });
    editor.onText({ document, contentChanges: [{}] });
    expect(editor.warnings).toEqual([
      'Agent-3 holds app.ts: the merge queue refuses changes of others to it until the lease is released.',
    ]);
    await vi.waitFor(() => expect(revealed).toEqual(['Agent-3']));
  });

  it('is no cause of a warning for the one who holds it', async () => {
    const document = open('app.ts');
    show({ ...lease, holder: 'ada' });
    await editor.shown.promise;
    expect(indicator.text).toBe('$(lock) You');
    editor.onText({ document, contentChanges: [{}] });
    expect(editor.warnings).toEqual([]);
  });

  it('is not asked about where nobody holds any file', async () => {
    open('app.ts');
    const hidden = Promise.withResolvers<void>();
    editor.onHidden = hidden.resolve;
    show({ ...lease, kind: 'resource' });
    await hidden.promise;
    expect([asked, indicator.text]).toEqual([[], '']);
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandContext } from '../../../client/commands/commandContext.ts';
import type { ConnectionState } from '../../../client/infrastructure/connectionState.ts';
import { LiveStore } from '../../../client/infrastructure/liveStore.ts';
import type { PickQuestion } from '../../../client/input/questions.ts';
import type { Queue } from '../../../server/protocol/queue.ts';
import { queueEntry, queueRow } from '../views/branches/branchRows.ts';
import { fakeVsCode } from '../views/fakeVsCode.ts';

const asked: string[] = [];
const opened: string[] = [];
/** Answers to give, each the label of a choice. */
let answers: string[] = [];
const said: string[] = [];

vi.mock('../../../client/input/questions.ts', () => ({
  pickOne: async ({ placeholder, choices }: PickQuestion<unknown>) => {
    asked.push(placeholder);
    const answer = answers.shift();
    return choices.find(({ label }) => label === answer)?.value;
  },
}));
vi.mock('vscode', () => ({
  ...fakeVsCode,
  CancellationError: class extends Error {},
  Uri: { file: (name: string) => name },
  ThemeIcon: class {},
  window: {
    showTextDocument: async (name: string) => void opened.push(name),
    showInformationMessage: async (message: string) => void said.push(message),
  },
  workspace: {
    fs: { stat: (name: string) => readFile(name) },
    openTextDocument: async (name: string) => name,
  },
}));
const { createConfiguration } = await import('../../../client/commands/createConfiguration.ts');
const { openQueueLog } = await import('../../../client/commands/branches/queueReport.ts');
const { showAttention } = await import('../../../client/commands/showAttention.ts');

let folder: string;

function sessionOf(name: string, queue?: Partial<Queue>, state: ConnectionState = { kind: 'live' }) {
  const store = new LiveStore();
  const entries = [queueEntry(`feature/${name}`, { state: 'testing' })];
  if (queue) store.applyChange({ resource: 'queue', id: 'main', row: queueRow(entries, queue) });
  const call = async () => ({ text: `{ "of": "${name}" }` });
  return { id: name, name, root: folder, mainRoot: folder, state, store, call };
}

function contextOf(...sessions: ReturnType<typeof sessionOf>[]): CommandContext {
  return { repositories: { sessions, problem: undefined } } as unknown as CommandContext;
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-several-'));
  for (const list of [asked, opened, said]) list.length = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('in a window with several repositories', () => {
  it('a swarm.json is made of the repository it is written into, which is asked for once', async () => {
    answers = ['b', 'a'];
    await createConfiguration(contextOf(sessionOf('a'), sessionOf('b')), undefined);
    expect(asked).toEqual(['Select the repository']);
    expect(await readFile(path.join(folder, 'swarm.json'), 'utf8')).toBe('{ "of": "b" }');
  });

  it('the output of the check that runs opens from the palette, too', async () => {
    const checking = { name: 'unit', number: 1, of: 1, since: '2026-11-21T12:00:00.000Z', log: '/1.log' };
    answers = ['b', 'feature/b'];
    await openQueueLog(contextOf(sessionOf('a'), sessionOf('b', { checking })), undefined);
    expect(asked).toEqual(['Select the repository', 'Select the branch']);
    expect(opened).toEqual(['/1.log']);
  });
});

describe('what needs a human', () => {
  it('is nothing only where a service says so', async () => {
    await showAttention(contextOf(sessionOf('a')), undefined);
    expect(said).toEqual(['Nothing needs a human.']);
  });

  it.each([
    [{ kind: 'off', why: 'stopped' }, 'The service of b is not running.', 'Start Service'],
    [{ kind: 'unreachable', reason: 'It ended.', retrying: true }, 'It ended.', 'Restart Service'],
  ] as const)(
    'is not known without a service, and the way to one is offered: %o',
    async (state, message, title) => {
      const remedy = expect.objectContaining({
        title,
        command: 'swarm.restartService',
        argument: { repository: 'b' },
      });
      await expect(
        showAttention(contextOf(sessionOf('b', undefined, state)), undefined),
      ).rejects.toMatchObject({
        message,
        remedy,
      });
      expect(said).toEqual([]);
    },
  );
});

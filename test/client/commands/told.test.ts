import { beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from '../../../server/protocol/apiClient.ts';
import type { Problem } from '../../../server/protocol/problem.ts';

const said: string[] = [];
/** With which severity. */
const ways: string[] = [];
let run: (argument: unknown) => Promise<void>;
const keep = (way: string) => async (message: string) => {
  said.push(message);
  ways.push(way);
};
vi.mock('vscode', () => ({
  CancellationError: class extends Error {},
  commands: {
    registerCommand: (_id: string, callback: typeof run) => {
      run = callback;
    },
  },
  l10n: { t: (text: string) => text },
  window: {
    showErrorMessage: keep('error'),
    showWarningMessage: keep('warning'),
    showInformationMessage: keep('information'),
  },
}));
const { tell } = await import('../../../client/commands/told.ts');
const { CommandRefused, NothingToDo } = await import('../../../client/commands/commandRefused.ts');
const { ServiceUnavailable } = await import('../../../client/infrastructure/connectionState.ts');
const { registerCommand } = await import('../../../client/commands/registerCommand.ts');

const hostile = '[Fix it](command:workbench.action.terminal.sendSequence) would be lost.';
const plain = '[Fix it] (command:workbench.action.terminal.sendSequence) would be lost.';

beforeEach(() => {
  said.length = 0;
  ways.length = 0;
});

it('tells what a repository says without links to click on', () => {
  tell(hostile);
  expect(said).toEqual([plain]);
});

const problem = { type: 'about:blank', title: 'No', detail: 'No.' };
/** As the editor's client throws what the language server answers. */
const requestFailed = Object.assign(new Error('python3 ended.'), { code: -32_803 });
const refused: Problem = { ...problem, status: 409, code: 'slot-busy' };

async function fail(error: Error): Promise<string[]> {
  const written: string[] = [];
  const write = (level: string) => () => written.push(level);
  const log = { debug() {}, info: write('info'), warn: write('warn'), error: write('error') };
  registerCommand('swarm.refresh', log as unknown as Parameters<typeof registerCommand>[1], async () => {
    throw error;
  });
  await run(undefined);
  return written;
}

it('tells so too why a command failed', async () => {
  await fail(new Error(hostile));
  expect(said).toEqual([plain]);
});

it.each([
  ['that there is nothing to do', new NothingToDo('No agent is draining.'), 'info', 'information'],
  ['a refusal of its own', new CommandRefused('There is no branch "x".'), 'warn', 'warning'],
  ['a refusal of the service', new ApiError(refused), 'warn', 'warning'],
  [
    'what a remote refused',
    new ApiError({ ...refused, status: 502, code: 'remote-failed' }),
    'warn',
    'warning',
  ],
  ['that a token is missing', new ServiceUnavailable('token', 'There is no token.'), 'warn', 'warning'],
  ['what the language server could not do', requestFailed, 'warn', 'warning'],
  ['a service that does not start', new ServiceUnavailable('start-failed', 'It ended.'), 'error', 'error'],
  ['a fault of the service', new ApiError({ ...refused, status: 500, code: 'internal' }), 'error', 'error'],
  ['what nobody expected', new TypeError('x is not a function'), 'error', 'error'],
])('is as grave in the log and in the window as it is: %s', async (_what, error, level, way) => {
  expect(await fail(error)).toEqual([level]);
  expect(ways).toEqual([way]);
});

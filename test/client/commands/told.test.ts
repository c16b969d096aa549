import { beforeEach, expect, it, vi } from 'vitest';

const said: string[] = [];
let run: (argument: unknown) => Promise<void>;
const keep = async (message: string) => void said.push(message);
vi.mock('vscode', () => ({
  CancellationError: class extends Error {},
  commands: {
    registerCommand: (_id: string, callback: typeof run) => {
      run = callback;
    },
  },
  l10n: { t: (text: string) => text },
  window: { showErrorMessage: keep, showInformationMessage: keep },
}));
const { tell } = await import('../../../client/commands/told.ts');
const { registerCommand } = await import('../../../client/commands/registerCommand.ts');

const hostile = '[Fix it](command:workbench.action.terminal.sendSequence) would be lost.';
const plain = '[Fix it] (command:workbench.action.terminal.sendSequence) would be lost.';

beforeEach(() => {
  said.length = 0;
});

it('tells what a repository says without links to click on', () => {
  tell(hostile);
  expect(said).toEqual([plain]);
});

it('tells so too why a command failed', async () => {
  const log = { debug() {}, error() {} } as unknown as Parameters<typeof registerCommand>[1];
  registerCommand('swarm.refresh', log, async () => {
    throw new Error(hostile);
  });
  await run(undefined);
  expect(said).toEqual([plain]);
});

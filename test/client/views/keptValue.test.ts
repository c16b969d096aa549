import { beforeEach, expect, it, vi } from 'vitest';
import { fakeVsCode } from './fakeVsCode.ts';

vi.mock('vscode', () => fakeVsCode);
const { KeptValue } = await import('../../../client/views/keptValue.ts');

const kept = new Map<string, unknown>();
const memento = {
  keys: () => [...kept.keys()],
  get: <Value>(key: string) => kept.get(key) as Value,
  update: async (key: string, value: unknown) => void kept.set(key, value),
};
const open = () => new KeptValue(memento, 'filter', (value) => (value ?? { text: '' }) as { text: string });

beforeEach(() => kept.clear());

it('is kept from one window to the next, a preview is not', async () => {
  const memory = open();
  const changed = vi.fn();
  memory.onDidChange(changed);
  memory.preview({ text: 'x' });
  expect(open().current).toEqual({ text: '' });
  await memory.change({ text: 'xy' });
  await memory.change({ text: 'xy' });
  expect(open().current).toEqual({ text: 'xy' });
  expect(changed).toHaveBeenCalledTimes(2);
});

it('takes over what is answered', async () => {
  const memory = open();
  await memory.ask(async (before) => ({ text: `${before.text}answer` }));
  expect([memory.current, open().current]).toEqual([{ text: 'answer' }, { text: 'answer' }]);
});

it('is as it was before a question that nobody answers', async () => {
  const memory = open();
  await memory.change({ text: 'before' });
  const left = memory.ask(async () => {
    memory.preview({ text: 'typed' });
    throw new Error('left');
  });
  await expect(left).rejects.toThrow('left');
  expect([memory.current, open().current]).toEqual([{ text: 'before' }, { text: 'before' }]);
});

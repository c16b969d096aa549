import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { IdleMemory } from '../../../server/language/memory/idleMemory.ts';
import { startClient } from '../languageClient.ts';

const gc = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('gc', gc);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  gc.mockClear();
});

function work(memory: IdleMemory, times: number): void {
  for (let each = 0; each < times; each++) memory.worked();
}

describe('The memory that typing took', () => {
  test('is given back once, when nobody types any more', () => {
    work(new IdleMemory(), 2000);
    expect(gc).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(gc).toHaveBeenCalledOnce();
  });

  test('is given back again after the next work', () => {
    const memory = new IdleMemory();
    for (let burst = 0; burst < 3; burst++) {
      work(memory, 200);
      vi.advanceTimersByTime(60_000);
    }
    expect(gc).toHaveBeenCalledTimes(3);
  });

  test('is left where it is while somebody types on', () => {
    const memory = new IdleMemory();
    for (let edit = 0; edit < 300; edit++) {
      memory.worked();
      vi.advanceTimersByTime(1000);
    }
    expect(gc).not.toHaveBeenCalled();
  });

  test('is left where it is by a few edits, until there are more of them', () => {
    const memory = new IdleMemory();
    work(memory, 60);
    vi.advanceTimersByTime(60_000);
    expect(gc).not.toHaveBeenCalled();
    work(memory, 60);
    vi.advanceTimersByTime(60_000);
    expect(gc).toHaveBeenCalledOnce();
  });

  test('is given back after one look at a text so long that its memory serves for nothing else', () => {
    const memory = new IdleMemory();
    new SourceModule('x = 1  # a line among many\n'.repeat(400_000), 'python').peaks.peak('functions');
    work(memory, 1);
    vi.advanceTimersByTime(60_000);
    expect(gc).toHaveBeenCalledOnce();
    work(memory, 1);
    vi.advanceTimersByTime(60_000);
    expect(gc).toHaveBeenCalledOnce();
  });

  test('is given back by a server in which documents were opened and closed, or edited', async () => {
    const client = await startClient();
    for (let each = 0; each < 60; each++) {
      await client.open(`file:///w/${each}.py`, 'x = 1\n');
      await client.close(`file:///w/${each}.py`);
    }
    await client.open('file:///w/edited.py', 'x = 1\n');
    await client.pull('file:///w/edited.py');
    vi.advanceTimersByTime(60_000);
    expect(gc).toHaveBeenCalledOnce();
    for (let edit = 0; edit < 120; edit++) await client.edit('file:///w/edited.py', edit + 2, 'y = 1\n');
    await client.pull('file:///w/edited.py');
    vi.advanceTimersByTime(60_000);
    expect(gc).toHaveBeenCalledTimes(2);
  });
});

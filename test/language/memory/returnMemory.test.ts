import { afterEach, describe, expect, test, vi } from 'vitest';
import { returnMemory } from '../../../server/language/memory/returnMemory.ts';
import { languageServerLaunch } from '../../../server/protocol/languageServer/languageServerLaunch.ts';

afterEach(() => vi.unstubAllGlobals());

describe('The memory that making an index took', () => {
  test('is asked back with the pages that were emptied', () => {
    const gc = vi.fn();
    vi.stubGlobal('gc', gc);
    returnMemory();
    expect(gc).toHaveBeenCalledExactlyOnceWith({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  });

  test('stays where Node does not offer that', () => {
    vi.stubGlobal('gc', undefined);
    expect(returnMemory).not.toThrow();
  });

  test('can be asked back by a server that the editor starts', () => {
    expect(languageServerLaunch('/anywhere').execArgv).toContain('--expose-gc');
  });
});

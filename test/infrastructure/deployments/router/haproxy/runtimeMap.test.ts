import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mapCommands,
  parseMap,
} from '../../../../../server/infrastructure/deployments/router/haproxy/runtimeMap.ts';

const keys = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
const values = fc.string({ unit: 'grapheme-ascii', minLength: 1 });
const maps = fc.dictionary(keys, values).map((entries) => new Map(Object.entries(entries)));

/** What HAProxy makes of a command line: words end at blanks, commands at semicolons, a backslash takes either back. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/(?:\\.|[^\\ ;])+/g)].map(([word]) => word.replaceAll(/\\(.)/g, '$1'));
}

describe('the commands for a map', () => {
  it('make it what it should be, from whatever it was, and never begin another command', () => {
    fc.assert(
      fc.property(maps, maps, (present, wanted) => {
        const map = new Map(present);
        for (const command of mapCommands('x.map', present, wanted)) {
          const [verb, , , key = '', value = '', ...more] = wordsOf(command);
          expect(more).toEqual([]);
          if (verb === 'del') map.delete(key);
          else map.set(key, value);
        }
        expect([...map].sort()).toEqual([...wanted].sort());
      }),
    );
  });

  it('are none where it is so already', () => {
    fc.assert(fc.property(maps, (map) => mapCommands('x.map', map, map).length === 0));
  });
});

describe('the entries of a map', () => {
  it('are read with the blanks in their values, and nothing else is', () => {
    const answer =
      '0x55f98b1dee60 live The live slot of a/b, x, does not run.\n0x7f plan p1|p1|0\n\nentry not found.';
    expect([...parseMap(answer)]).toEqual([
      ['live', 'The live slot of a/b, x, does not run.'],
      ['plan', 'p1|p1|0'],
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notebookCell } from '../../../server/analysis/python/notebookCell.ts';

describe('the Python of a notebook cell', () => {
  it.each([
    ['%matplotlib inline\nimport torch\n', '                  \nimport torch\n'],
    ['!pip install torch\nx = 1', '                  \nx = 1'],
    ['files = !ls -l\n', 'files = 0     \n'],
    ['t = %timeit -o f()', 't = 0             '],
    ['if x:\n    %time f()\n', 'if x:\n             \n'],
    ['torch.nn?\n?torch\n', '         \n      \n'],
    ['%%time\nimport torch\n', '      \nimport torch\n'],
    ['%%bash\nimport torch\n', '      \n            \n'],
    ['x = 7 % 2 != 1\n', 'x = 7 % 2 != 1\n'],
    ['x = "what?"\n', 'x = "what?"\n'],
  ])('of %j leaves what is for IPython out', (text, python) => {
    expect(notebookCell(text)).toBe(python);
  });

  it('keeps every place where it is', () => {
    const line = fc.constantFrom('%x', '!ls\r', 'a = !b', '%%bash', 'import torch', '  ', 'é?', '𝒳 = %t 𝒳');
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 6 }), (lines) => {
        const text = lines.join('\n');
        const python = notebookCell(text);
        expect(python).toHaveLength(text.length);
        const ends = (each: string) => [...each.matchAll(/[\r\n]/g)].map(({ index }) => index);
        expect(ends(python)).toEqual(ends(text));
      }),
    );
  });
});

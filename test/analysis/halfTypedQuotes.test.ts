import { describe, expect, it } from 'vitest';
import { SourceModule } from '../../server/analysis/sourceModule.ts';

const intact = `class A:
    """Of A."""

    def one(self):
        x = 1

    def two(self):
        """
        Of two.
        """
        return 2


def three():
    """
    Of three.
    """
    return """
def in_a_string():
"""


def four():
    pass
`;

function names(text: string): (string | undefined)[] {
  return new SourceModule(text, 'python').definitions.map(({ name }) => name);
}

describe('half-typed triple quotes in Python', () => {
  it('are none where all of them belong together', () => {
    expect(names(intact)).toEqual(['A', 'one', 'two', 'three', 'four']);
  });

  it.each([
    ['typed in the middle of a line', 'x = 1', 'x """= 1'],
    ['typed on a line of their own', 'x = 1', "'''"],
    ['deleted at the start of a docstring', '"""\n        Of two', '\n        Of two'],
    ['deleted at the end of a docstring', 'Of two.\n        """', 'Of two.\n'],
    ['short of one quote', '"""\n        Of two', '""\n        Of two'],
  ])('leave the definitions after them as they are: %s', (_, whole, damaged) => {
    const text = intact.replace(whole, damaged);
    expect(text).not.toBe(intact);
    expect(names(text)).toEqual(expect.arrayContaining(['A', 'one', 'two', 'three', 'four']));
  });
});

import { describe, expect, it } from 'vitest';
import { SourceModule } from '../../server/analysis/sourceModule.ts';

const intact = `/** Of A. */
class A {
  one() {
    const x = 1;
    return \`\${x}\`;
  }

  /** Of two. */
  two() {
    const css = \`
      a { b: c }
    \`;
    return <a
      b="c"
      d="e"
    >{css}</a>;
  }

  get inner() {
    return <p q="r">'</p>;
  }
}

/** Of three. */
function three() {
}
`;

function names(text: string): (string | undefined)[] {
  return new SourceModule(text, 'javascriptreact').definitions.map(({ name }) => name);
}

describe('half-typed brackets and quotes in JavaScript', () => {
  it('are none where all of them belong together', () => {
    expect(names(intact)).toEqual(['A', 'one', 'two', 'inner', 'three']);
  });

  it.each([
    ['a brace too many in a line', 'const x = 1;', 'const }x = 1;'],
    ['a brace too many on a line of its own', 'const x = 1;', 'const x = 1;\n    }'],
    ['a brace too few', 'one() {', 'one() '],
    ['a template that begins nowhere', 'const x = 1;', 'const x = 1`;'],
    ['a comment that does not end', 'const x = 1;', '/* const x = 1;'],
    ['an attribute with a quote too many', 'b="c"', 'b="c""'],
  ])('leave the definitions around them as they are: %s', (_, whole, damaged) => {
    const text = intact.replace(whole, damaged);
    expect(text).not.toBe(intact);
    expect(names(text)).toEqual(expect.arrayContaining(['A', 'two', 'inner', 'three']));
  });
});

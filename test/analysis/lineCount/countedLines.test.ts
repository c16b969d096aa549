import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Counting } from '../../../server/analysis/limits/limits.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { findingsOf } from '../rules/findingsOf.ts';

/** Numbers of the lines that count. */
function counting(text: string, languageId: string, how: Counting): number[] {
  const module = new SourceModule(text, languageId);
  const counted = module.counted(how);
  return Array.from({ length: module.lineCount }, (_, index) => index + 1).filter(
    (line) => counted.between(line, line) === 1,
  );
}

describe('lines that are not blank', () => {
  it('hold more than white space, in strings too', () => {
    expect(counting('a\n\n \t\n\f\r\n"""\n\n"""\n', 'python', 'non-blank')).toEqual([1, 5, 7]);
    expect(counting('\n\nx', 'css', 'non-blank')).toEqual([3]);
    expect(counting('', 'css', 'non-blank')).toEqual([]);
  });
});

describe('lines of code', () => {
  it.each([
    ['# a\nx = 1  # b\n  # c\n', [2]],
    ['"""Doc\n\n# of it.\n"""\nx = """\n# no comment\n"""\n', [5, 6, 7]],
    ['def f():\n    """Doc."""\n    return 1\n', [1, 3]],
    ['def f():  # a\n    # b\n    r"""Doc\n    more."""  # c\n\n    """No doc."""\n', [1, 6]],
    ["class A:\n    'Doc.'\n    x = (\n        # why\n        1)\n", [1, 3, 5]],
    ['def f():\n    """Doc.""".strip()\n    "a" "b"\n', [1, 2, 3]],
    ['x = 1\n"""No doc."""\n', [1, 2]],
    ['f(\n  """\n  a\n  """)\n', [1, 2, 3, 4]],
  ] as const)('of Python leave out comments and docstrings: %j', (text, expected) => {
    expect(counting(text, 'python', 'code')).toEqual(expected);
  });

  it.each([
    ['// a\nx; // b\n/* c */\n/* d */ y;\n', [2, 4]],
    ['/*\n * a\n */\nx;\n', [4]],
    ['/* a\n b */ x;\ny; /* c */\n', [2, 3]],
    ['const t = `\n// no comment\n/* none */\n`;\n', [1, 2, 3, 4]],
    ['/* a */ // b\n/**/ /* c */\n', []],
    ['f(), /**\n * about g\n */\ng(); /* h */ /*\n*/ i;\n', [1, 4, 5]],
    ['const t = ` /*\n`;\ny = "/*";\n/*/*\n*/\n', [1, 2, 3]],
  ] as const)('of JavaScript leave out comments: %j', (text, expected) => {
    expect(counting(text, 'javascript', 'code')).toEqual(expected);
  });

  it.each([
    ['css', '/* a\n b */\nx {}\n', [3]],
    ['sql', '-- a\nselect 1;\n', [2]],
    ['lua', '--[[ a\n b ]]\n-- c\nx = 1\n', [4]],
    ['vue', '<!-- a\n b -->\n<p/>\n', [3]],
    ['php', '# a\n// b\n/* c */\n$x;\n', [4]],
    ['go', '// a\nx\n/* b', [2]],
    ['markdown', '# Title\n\ntext\n', [1, 3]],
  ] as const)('of %s leave out comments: %j', (languageId, text, expected) => {
    expect(counting(text, languageId, 'code')).toEqual(expected);
  });

  it('are never more than lines that are not blank, and those never more than lines', () => {
    const piece = fc.constantFrom(
      '"""',
      "'",
      '#',
      '\n',
      ' ',
      'x',
      '//',
      '/*',
      '*/',
      '`',
      '${',
      '}',
      '\r\n',
      'def f():',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom('python', 'typescript', 'css'), (pieces, languageId) => {
        const module = new SourceModule(pieces.join(''), languageId);
        const [code, nonBlank, all] = (['code', 'non-blank', 'physical'] as const).map(
          (how) => module.counted(how).total,
        );
        expect(code).toBeLessThanOrEqual(nonBlank ?? -1);
        expect(nonBlank).toBeLessThanOrEqual(all ?? -1);
      }),
    );
  });
});

describe('a limit of counted lines', () => {
  const text = '# a\n\nx\n\ny\nz\n';

  it('says what it counts, on the first line beyond', () => {
    expect(findingsOf(text, { file: 2 }, { counting: 'code' })).toEqual([
      '6 file-too-long critical: File has 3 lines of code; the limit is 2.',
    ]);
    expect(findingsOf(text, { file: 3 }, { counting: 'non-blank' })).toEqual([
      '6 file-too-long critical: File has 4 non-blank lines; the limit is 3.',
    ]);
    expect(findingsOf(text, { file: 3 }, { counting: 'code' })).toEqual([]);
  });

  it('holds for functions and classes', () => {
    const inClass = 'class A:\n    def m(self):\n        """Doc."""\n\n        # why\n        return 1\n';
    expect(findingsOf(inClass, { function: 2, class: 2 }, { counting: 'code' })).toEqual([
      "1 class-too-long critical: Class 'A' has 3 lines of code; the limit is 2.",
    ]);
  });
});

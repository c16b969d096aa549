import { describe, expect, it } from 'vitest';
import { lines, suppressedRules } from './suppressedRules.ts';

const own = 'pylint: disable=too-many-arguments';

// What each of these disables was seen with pylint 2.16.
describe('a pylint comment', () => {
  it.each([
    `# ${own}`,
    '# pylint:disable = too-many-locals , too-many-arguments # why',
    '# pylint: disable=R0913',
    '# pylint: disable=design',
    '# pylint: disable=R',
    '# pylint: disable=all',
    '# pylint: disable=too-many-positional-arguments',
    `# reason # ${own}`,
    `# type: ignore  ${own}`,
  ])('behind a definition disables its message, or a group of them, there: %s', (comment) => {
    const text = lines(`def f(a, b, c):  ${comment}`, '    def inner(a, b, c):', '        pass');
    expect(suppressedRules(text, 'python')).toEqual(['1 too-many-parameters by 1']);
  });

  it.each([
    '# pylint: disable=too-many-locals',
    '# pylint: disable=too-many-arguments-of-all',
    '# pylint: disable',
    '# pylint: enable=too-many-arguments',
    '# disable=too-many-arguments',
    '# pylint: disable=C',
  ])('disables nothing else: %s', (comment) => {
    expect(suppressedRules(`def f(a, b, c):  ${comment}\n    pass\n`, 'python')).toEqual([]);
  });

  it('behind the head of a definition of several lines is about the definition', () => {
    const text = lines('def f(', '    a, b, c', `):  # ${own}`, '    pass', 'def g(a, b, c):', '    pass');
    expect(suppressedRules(text, 'python')).toEqual(['1 too-many-parameters by 3']);
  });

  it('behind a statement or a decorator is about nothing else', () => {
    const text = lines(
      `@dec  # ${own}`,
      'def f(a, b, c):',
      `    pass  # ${own}`,
      'def g(a, b, c):',
      '    pass',
    );
    expect(suppressedRules(text, 'python')).toEqual([]);
  });

  it('at the head of a function is about it and all in it, further down about what follows in it', () => {
    const inner = ['    def inner(a, b, c):', '        pass'];
    const atHead = lines(
      'def f(a, b, c):',
      '    """Doc."""',
      `    # ${own}`,
      ...inner,
      'def g(a, b, c): pass',
    );
    expect(suppressedRules(atHead, 'python')).toEqual([
      '1 too-many-parameters by 3',
      '4 too-many-parameters by 3',
    ]);
    const later = lines('def f(a, b, c):', '    x = 1', `    # ${own}`, ...inner, 'def g(a, b, c): pass');
    expect(suppressedRules(later, 'python')).toEqual(['4 too-many-parameters by 3']);
  });

  it('in a branch is about what follows in the branch', () => {
    const f = (name: string) => `    def ${name}(a, b, c): pass`;
    const text = lines('if x:', f('before'), `    # ${own}`, f('behind'), 'else:', f('other'));
    expect(suppressedRules(text, 'python')).toEqual(['4 too-many-parameters by 3']);
  });

  it('behind the last statement of a function is about what follows the function', () => {
    const text = lines('def f(a, b, c):', '    pass', `    # ${own}`, 'def g(a, b, c): pass');
    expect(suppressedRules(text, 'python')).toEqual(['4 too-many-parameters by 3']);
  });

  it('holds until a comment enables the message again', () => {
    const text = lines(
      'x = 1',
      `# ${own}`,
      'def f(a, b, c): pass',
      '# pylint: enable=R',
      'def g(a, b, c): pass',
    );
    expect(suppressedRules(text, 'python')).toEqual(['3 too-many-parameters by 2']);
  });

  it('disable-next is about the next line, skip-file about all', () => {
    const next = lines('# pylint: disable-next=R0913', 'def f(a, b, c): pass', 'def g(a, b, c): pass');
    expect(suppressedRules(next, 'python')).toEqual(['2 too-many-parameters by 1']);
    const skipped = lines('def f(a, b, c): pass', '# pylint: skip-file', ...Array(60).fill('x = 1'));
    expect(suppressedRules(skipped, 'python')).toEqual([
      '61 file-too-long by 2',
      '1 too-many-parameters by 2',
    ]);
  });

  it('that names the length of the file is about it wherever it stands, a group only at the top', () => {
    const rest = Array(60).fill('x = 1');
    const named = lines(...rest, '# pylint: disable=too-many-lines');
    expect(suppressedRules(named, 'python')).toEqual(['61 file-too-long by 61']);
    expect(suppressedRules(lines('# pylint: disable=C', ...rest), 'python')).toEqual([
      '61 file-too-long by 1',
    ]);
    expect(suppressedRules(lines(...rest, '# pylint: disable=C'), 'python')).toEqual([]);
    expect(suppressedRules(lines('# pylint: enable=C0302', ...rest), 'python')).toEqual([]);
  });

  it('about the length of lines is about those behind it', () => {
    const long = `    x = '${'x'.repeat(90)}'`;
    const text = lines(
      `def f(${'a'.repeat(90)}):`,
      '    # pylint: disable=line-too-long',
      long,
      'y = 1',
      long.trim(),
    );
    expect(suppressedRules(text, 'python')).toEqual(['3 line-too-long by 2']);
  });

  it('about deep nesting is about the function that it stands in, where it names it', () => {
    const deep = (comment: string) =>
      lines(
        'def f(a):',
        '    for b in a:',
        `        for c in b:  ${comment}`,
        '            for d in c: pass',
      );
    expect(suppressedRules(deep('# pylint: disable=too-many-nested-blocks'), 'python')).toEqual([
      '1 too-deeply-nested by 3',
    ]);
    expect(suppressedRules(deep('# pylint: disable=all'), 'python')).toEqual([]);
  });

  it('about deep nesting in a function in the function says nothing of the outer one', () => {
    const loops = (indent: string, comment = '') => [
      `${indent}for b in a:  ${comment}`,
      `${indent}    for c in b:`,
      `${indent}        for d in c: pass`,
    ];
    const inner = ['    def g(a):', ...loops('        ', '# pylint: disable=R1702')];
    expect(suppressedRules(lines('def f(a):', ...inner, ...loops('    ')), 'python')).toEqual([
      '2 too-deeply-nested by 3',
    ]);
  });

  it('in a text that does not parse is found all the same', () => {
    const text = lines(`def f(a, b, c):  # ${own}`, '    pass', 'def g(:', '    )');
    expect(suppressedRules(text, 'python')).toEqual(['1 too-many-parameters by 1']);
  });
});

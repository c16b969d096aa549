import { describe, expect, it } from 'vitest';
import { limitsOf, limitStory as story } from '../limitStory.ts';

describe('limits of Python tools', () => {
  it.each([
    ['.pylintrc', '[FORMAT]\nmax-module-lines=500\n\n[DESIGN]\nmax-args = 7\n'],
    ['setup.cfg', '[metadata]\n[pylint.format]\nmax_module_lines: 500\n[pylint.design]\nmax-args=7\n'],
    [
      'pyproject.toml',
      '[tool.pylint.format]\nmax-module-lines = 500\n\n[tool.pylint.design]\nmax-args = 7\n',
    ],
  ])('are read from pylint in %s', async (path, text) => {
    const found = await story({ [path]: text }, 'a.py', 'python');
    expect(found.map((each) => each.split(' ')[0])).toEqual(['file=500', 'parameters=7']);
    expect(found[0]).toMatch(path === 'setup.cfg' ? /:3$/ : /:2$/);
    expect(await story({ [path]: text }, 'a.ts', 'typescript')).toEqual([]);
  });

  it('are not those of messages that pylint is told to leave out', async () => {
    const text =
      '[MAIN]\ndisable=missing-docstring,\n    too-many-lines\n[FORMAT]\nmax-module-lines=500\nmax-line-length=120\n';
    expect(await story({ pylintrc: text }, 'a.py', 'python')).toEqual(['lineLength=120 pylintrc:6']);
  });

  it.each([
    ['C, R', []],
    ['format', ['parameters=7 pylintrc:6']],
    ['R', ['file=500 pylintrc:4', 'lineLength=120 pylintrc:5']],
    ['C\nenable=line-too-long', ['parameters=7 pylintrc:7', 'lineLength=120 pylintrc:6']],
  ])('are not those of a checker or category that pylint leaves out: %s', async (disabled, expected) => {
    const text = `[MAIN]\ndisable=${disabled}\n[FORMAT]\nmax-module-lines=500\nmax-line-length=120\nmax-args=7\n`;
    expect(await story({ pylintrc: text }, 'a.py', 'python')).toEqual(expected);
  });

  it.each([
    ['', true],
    ['extend-ignore = E203, E501', false],
    ['ignore =\n    # long lines\n    E5,\n    W503', false],
    ['select = C,F', false],
    ['select = C,F\nextend-select = E501', true],
    ['select = B950', false],
  ])('are not those of rules that flake8 leaves out: %s', async (line, holds) => {
    const text = `[flake8]\nmax-line-length = 88\n${line}\n`;
    const expected = holds ? ['lineLength=88 .flake8:2'] : [];
    expect(await story({ '.flake8': text }, 'a.py', 'python')).toEqual(expected);
  });

  it('are not those of rules that Ruff ignores', async () => {
    const text = '[lint]\nignore = ["C9", "PLR0913"]\nmccabe.max-complexity = 5\npylint.max-args = 3\n';
    expect(await story({ 'ruff.toml': text }, 'a.py', 'python')).toEqual([]);
  });

  it('hold for no file that flake8 or Ruff ignores their rules in', async () => {
    const flake8 = '[flake8]\nmax-line-length = 88\nper-file-ignores =\n    tests/*,docs/*: S101,E501\n';
    expect(await story({ '.flake8': flake8 }, 'src/a.py', 'python')).toEqual(['lineLength=88 .flake8:2']);
    expect(await story({ '.flake8': flake8 }, 'docs/a.py', 'python')).toEqual([]);
    const ruff = '[lint]\nmccabe.max-complexity = 5\n[lint.per-file-ignores]\n"tests/*" = ["C901"]\n';
    expect(await story({ 'ruff.toml': ruff }, 'src/a.py', 'python')).toEqual(['complexity=5 ruff.toml:2']);
    expect(await story({ 'ruff.toml': ruff }, 'tests/a.py', 'python')).toEqual([]);
  });

  it('are read from Ruff, its line length only where it is a rule', async () => {
    const text = (select: string) => `[tool.ruff]
line-length = 120
[tool.ruff.lint]
select = [${select}]
mccabe.max-complexity = 12
[tool.ruff.lint.pylint]
max-args = 8
`;
    const rules = ['parameters=8 pyproject.toml:7', 'complexity=12 pyproject.toml:5'];
    expect(await story({ 'pyproject.toml': text('"F"') }, 'a.py', 'python')).toEqual(rules);
    expect(await story({ 'pyproject.toml': text('"E", "F"') }, 'a.py', 'python')).toEqual([
      ...rules,
      'lineLength=120 pyproject.toml:2',
    ]);
  });

  it('include the modules that Ruff bans at module level or wants lazy', async () => {
    const table = 'lint.flake8-tidy-imports';
    const text = `[${table}]\nbanned-module-level-imports = ["torch", "ours.big"]\nrequire-lazy = ["ours.slow"]\n`;
    const [source] = (await limitsOf({ 'ruff.toml': text })).sources;
    expect(source?.heavyModules).toEqual(['torch', 'ours.big', 'ours.slow']);
  });

  it('are read from flake8', async () => {
    const text = '[flake8]\nmax-complexity = 9\n';
    expect(await story({ 'tox.ini': text }, 'a.py', 'python')).toEqual(['complexity=9 tox.ini:2']);
  });
});

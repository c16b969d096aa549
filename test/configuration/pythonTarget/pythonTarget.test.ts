import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pythonTarget } from '../../../server/configuration/pythonTarget/pythonTarget.ts';
import { lowestVersion } from '../../../server/configuration/pythonTarget/versionSpecifier.ts';

const shown = (version: { major: number; minor: number } | undefined) =>
  version && `${version.major}.${version.minor}`;

describe('a version specifier', () => {
  it.each([
    ['>=3.8', '3.8'],
    ['>= 3.8, <4', '3.8'],
    ['<4,>=3.9', '3.9'],
    ['>=3.8,>=3.10', '3.10'],
    ['~=3.11.2', '3.11'],
    ['==3.12.*', '3.12'],
    ['>3.7', '3.7'],
    ['^3.9', '3.9'],
    ['^3.9 || ^2.7', '2.7'],
    ['3.15.0a1', '3.15'],
    ['3.15', '3.15'],
    ['3', '3.0'],
    ['<4', undefined],
    ['!=3.9.1', undefined],
    ['*', undefined],
    ['', undefined],
  ])('%s allows %s as the oldest', (specifier, oldest) => {
    expect(shown(lowestVersion(specifier))).toBe(oldest);
  });

  it('of no sense is refused with a sentence, in bounded time', () => {
    expect(() => lowestVersion('latest')).toThrow('"latest" is no version of Python.');
    expect(() => lowestVersion('>=3.8'.repeat(1000))).toThrow('It is too long for a version.');
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          lowestVersion(text);
        } catch (error) {
          expect((error as Error).message).toMatch(/\.$/);
        }
      }),
    );
  });
});

describe('the target of a project', () => {
  const pyproject = '[project]\nname = "x"\nrequires-python = ">=3.9"\n';

  it('is what the setting says, before requires-python, before .python-version', async () => {
    const sources = { 'pyproject.toml': pyproject, '.python-version': '# pinned\n3.12.1\n3.11\n' };
    expect(shown((await pythonTarget({ ...sources, setting: '3.15' })).version)).toBe('3.15');
    expect(shown((await pythonTarget({ ...sources, setting: '' })).version)).toBe('3.9');
    expect(shown((await pythonTarget({ '.python-version': sources['.python-version'] })).version)).toBe(
      '3.12',
    );
    expect(await pythonTarget({})).toEqual({ version: undefined, problems: [] });
  });

  it('is read from Poetry and from setup.cfg too', async () => {
    const poetry = '[tool.poetry.dependencies]\npython = "^3.10"\n';
    expect(shown((await pythonTarget({ 'pyproject.toml': poetry })).version)).toBe('3.10');
    const setup =
      '[metadata]\nname = x\n\n[options]\npackages = find:\npython_requires = >=3.7\n\n[flake8]\n';
    expect(shown((await pythonTarget({ 'setup.cfg': setup })).version)).toBe('3.7');
    expect(shown((await pythonTarget({ 'setup.cfg': setup.replaceAll('\n', '\r\n') })).version)).toBe('3.7');
  });

  it('goes on to the next source where one makes no sense, and says so', async () => {
    const broken = { 'pyproject.toml': '[project\nrequires-python', '.python-version': '3.11' };
    const { version, problems } = await pythonTarget({ ...broken, setting: 'newest' });
    expect(shown(version)).toBe('3.11');
    expect(problems).toEqual([
      'The setting swarm.python.targetVersion is not used: "newest" is no version of Python.',
      expect.stringMatching(/^requires-python in pyproject\.toml is not used: /),
    ]);
    expect(await pythonTarget({ '.python-version': 'system\npypy3.9\n' })).toEqual({
      version: undefined,
      problems: [],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { limitDisagreements } from '../../../server/configuration/limits/limitDisagreements.ts';
import { withFolderLimits } from '../../../server/configuration/limits/repositoryLimits.ts';
import { limitStory, limitsOf, memoryReader } from './limitStory.ts';

const flat = (rules: string, more = '') => `export default [{ ${more} rules: { ${rules} } }];`;
const ofTypeScript = (files: Record<string, string>, path: string) => limitStory(files, path, 'typescript');
const ofPython = (files: Record<string, string>, path: string) => limitStory(files, path, 'python');

describe('a configuration of ESLint in a folder', () => {
  const nested = {
    'eslint.config.js': flat("'max-lines': [2, 400]"),
    'a/eslint.config.mjs': flat("'max-params': [2, 4]"),
  };

  it('is all that holds there where it is a flat one, and says nothing elsewhere', async () => {
    expect(await ofTypeScript(nested, 'a/deep/x.ts')).toEqual(['parameters=4 a/eslint.config.mjs:1']);
    expect(await ofTypeScript(nested, 'ab/x.ts')).toEqual(['file=400 eslint.config.js:1']);
    expect(await ofTypeScript(nested, 'x.ts')).toEqual(['file=400 eslint.config.js:1']);
  });

  it('takes the place of the one above also where it states no limit', async () => {
    const files = { ...nested, 'a/eslint.config.mjs': flat("semi: 'error'") };
    expect(await ofTypeScript(files, 'a/x.ts')).toEqual([]);
  });

  it('has its globs relative to its folder', async () => {
    const files = {
      'a/eslint.config.js': flat("'max-lines': [2, 400]", "files: ['src/**'], ignores: ['src/gen/**'],"),
    };
    expect(await ofTypeScript(files, 'a/src/x.ts')).toHaveLength(1);
    expect(await ofTypeScript(files, 'a/src/gen/x.ts')).toEqual([]);
    expect(await ofTypeScript(files, 'src/x.ts')).toEqual([]);
  });

  it('of the older format adds to those above, up to one that is a root', async () => {
    const older = {
      '.eslintrc.json': '{"rules": {"max-lines": [2, 400], "max-depth": [2, 5]}}',
      'a/package.json':
        '{"name": "a", "eslintConfig": {"rules": {"max-lines": [2, 350], "max-depth": "off"}}}',
      'a/b/.eslintrc.yaml': 'root: true\nrules:\n  max-params: [2, 6]\n',
      'c/package.json': '{"name": "c"}',
    };
    expect(await ofTypeScript(older, 'a/x.ts')).toEqual([
      'file=350 a/package.json:1',
      'nesting=5 .eslintrc.json:1',
    ]);
    expect(await ofTypeScript(older, 'a/b/x.ts')).toEqual(['parameters=6 a/b/.eslintrc.yaml:3']);
    expect(await ofTypeScript(older, 'c/x.ts')).toEqual([
      'file=400 .eslintrc.json:1',
      'nesting=5 .eslintrc.json:1',
    ]);
  });

  it('of the older format is not read where a flat one stands above', async () => {
    const files = { ...nested, 'c/.eslintrc.json': '{"rules": {"max-lines": [2, 900]}}' };
    expect(await ofTypeScript(files, 'c/x.ts')).toEqual(['file=400 eslint.config.js:1']);
  });
});

describe('a configuration of a Python tool in a folder', () => {
  it('takes the place of the one above, for that tool alone', async () => {
    const files = {
      '.pylintrc': '[FORMAT]\nmax-module-lines=900\n',
      '.flake8': '[flake8]\nmax-complexity = 12\n',
      'a/pyproject.toml': '[tool.pylint.design]\nmax-args = 7\n',
      'b/pyproject.toml': '[project]\nname = "b"\n',
    };
    expect(await ofPython(files, 'a/src/x.py')).toEqual([
      'parameters=7 a/pyproject.toml:2',
      'complexity=12 .flake8:2',
    ]);
    expect(await ofPython(files, 'b/x.py')).toEqual(['file=900 .pylintrc:2', 'complexity=12 .flake8:2']);
  });

  it('keeps the order of the tools', async () => {
    const files = {
      '.flake8': '[flake8]\nmax-complexity = 12\n',
      'a/ruff.toml': 'lint.mccabe.max-complexity = 9\nlint.per-file-ignores = { "gen/*" = ["C901"] }\n',
    };
    expect(await ofPython(files, 'a/x.py')).toEqual(['complexity=9 a/ruff.toml:1']);
    expect(await ofPython(files, 'a/gen/x.py')).toEqual(['complexity=12 .flake8:2']);
  });

  it('of Ruff says what the files say that it extends, and what it says itself instead', async () => {
    const files = {
      'pyproject.toml':
        '[tool.ruff]\nline-length = 100\n[tool.ruff.lint]\nselect = ["E501"]\nmccabe.max-complexity = 8\n',
      'a/ruff.toml': 'extend = "../pyproject.toml"\nlint.mccabe.max-complexity = 15\n',
      'b/ruff.toml': 'extend = "../../outside.toml"\n',
      'c/ruff.toml': 'extend = "ruff.toml"\nline-length = 90\n',
    };
    expect(await ofPython(files, 'a/x.py')).toEqual([
      'complexity=15 a/ruff.toml:2',
      'lineLength=100 pyproject.toml:2',
    ]);
    expect(await ofPython(files, 'b/x.py')).toEqual([]);
    expect(await ofPython(files, 'c/x.py')).toEqual([]);
  });
});

describe('limits of folders', () => {
  it('disagree with what holds in the folder, not with what the same tool says elsewhere', async () => {
    const files = {
      'v2_rules.yaml': 'max_file_lines: 300\n',
      '.pylintrc': '[FORMAT]\nmax-module-lines=300\n',
      'a/.pylintrc': '[FORMAT]\nmax-module-lines=500\n',
    };
    const { sources } = await limitsOf(files, 'a/x.py');
    expect(limitDisagreements(sources).map(({ path, finding }) => [path, finding.data['inForce']])).toEqual([
      ['a/.pylintrc', 300],
    ]);
  });

  it('are the same object where folders say nothing', async () => {
    const files = { '.pylintrc': '[FORMAT]\nmax-module-lines=300\n', 'a/x.py': '' };
    const before = await limitsOf(files);
    expect(await withFolderLimits(before, memoryReader(files), ['a', 'gone'])).toBe(before);
  });
});

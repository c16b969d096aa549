import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRepositoryLimits } from '../../../server/configuration/limits/repositoryLimits.ts';
import { limitsOf, memoryReader, limitStory as story } from './limitStory.ts';
import { policyOf } from './policyOf.ts';

const eslintRules = `{
  "rules": {
    "max-lines": ["error", { "max": 400, "skipBlankLines": true, "skipComments": true }],
    "max-lines-per-function": ["warn", 60],
    "max-params": [2, 4],
    "complexity": "off",
    "max-depth": "error",
    "semi": "error"
  }
}`;
const eslintStory = (path: string) => [
  `file=400 ${path}:3`,
  `function=60 ${path}:4 advice`,
  `parameters=4 ${path}:5`,
  `nesting=4 ${path}:7`,
];

describe('limits of ESLint', () => {
  it.each(['.eslintrc.json', '.eslintrc', '.eslintrc.yaml'])('are read from %s', async (path) => {
    expect(await story({ [path]: eslintRules }, 'a.ts', 'typescript')).toEqual(eslintStory(path));
  });

  it.each([
    ['.eslintrc.cjs', 'module.exports = '],
    ['eslint.config.js', 'export default '],
    ['eslint.config.ts', 'export default '],
  ])('are read from %s without running it', async (path, before) => {
    expect(await story({ [path]: before + eslintRules }, 'a.ts', 'typescript')).toEqual(eslintStory(path));
    expect(await story({ [path]: before + eslintRules }, 'a.py', 'python')).toEqual([]);
  });

  it('are read from package.json', async () => {
    const text = `{\n"eslintConfig": { "rules": { "max-lines": [1, 250] } } }`;
    expect(await story({ 'package.json': text }, 'a.js', 'javascript')).toEqual([
      'file=250 package.json:2 advice',
    ]);
  });

  it('hold for the files they name, and a flat configuration follows constants, spreads and calls', async () => {
    const text = `import { defineConfig } from 'eslint/config';
const limits = { 'max-lines': ['error', 500] };
const base = [{ rules: { ...limits, '@typescript-eslint/max-params': ['error', { max: 6 }] } }];
export default defineConfig([
  ...base,
  ...plugin.configs.recommended,
  { files: ['**/*.test.ts'], ignores: ['**/slow.test.ts'], rules: { 'max-lines': 'off', 'max-params': ['error', computed()] } },
  { files: ['gui/**'], rules: { 'max-lines': 'warn' } },
] satisfies unknown);
`;
    const of = (path: string) => story({ 'eslint.config.ts': text }, path, 'typescript');
    expect(await of('a.ts')).toEqual(['file=500 eslint.config.ts:2', 'parameters=6 eslint.config.ts:3']);
    expect(await of('deep/a.test.ts')).toEqual([]);
    expect(await of('deep/slow.test.ts')).toHaveLength(2);
    expect((await of('gui/a.ts'))[0]).toBe('file=500 eslint.config.ts:8 advice');
  });

  it('are counted as ESLint counts', async () => {
    const counting = async (options: string) => {
      const text = `{"rules": {"max-lines": ["error", {"max": 9, ${options}}]}}`;
      const policy = policyOf({ repository: await limitsOf({ '.eslintrc.json': text }) });
      return policy.of('a.js', 'javascript').settings.counting;
    };
    expect(await counting('"skipBlankLines": true')).toBe('non-blank');
    expect(await counting('"skipBlankLines": true, "skipComments": true')).toBe('code');
    expect(await counting('"skipComments": false')).toBe('physical');
  });
});

const v2Rules = `# rules
version: 2
limits:
  file_size:
    max_lines: 400
    warning_lines: 350
  max_function_lines: 50
  classes:
    max_lines: 150
    max_per_file: 5
  functions:
    max_per_file: 12
  max_parameters: 4
  max_cyclomatic_complexity: 8
  nesting_depth: 3
  max_enums_per_file: 2
  max_line_length: 100
  max_inheritance_depth: 2
  max_methods_per_class: 9
`;

describe('limits of a v2_rules.yaml', () => {
  it('are found under the names that people give them', async () => {
    expect(await story({ 'config/v2_rules.yaml': v2Rules, 'README.md': '' }, 'a.py', 'python')).toEqual([
      'file=400 config/v2_rules.yaml:5',
      'function=50 config/v2_rules.yaml:7',
      'class=150 config/v2_rules.yaml:9',
      'parameters=4 config/v2_rules.yaml:13',
      'complexity=8 config/v2_rules.yaml:14',
      'nesting=3 config/v2_rules.yaml:15',
      'classesPerFile=5 config/v2_rules.yaml:10',
      'functionsPerFile=12 config/v2_rules.yaml:12',
      'enumsPerFile=2 config/v2_rules.yaml:16',
      'lineLength=100 config/v2_rules.yaml:17',
    ]);
  });

  it('hold for the files of a language that a key names, and for no file where it is about some only', async () => {
    const text = `python:
  max_file_lines: 400
limits:
  max_file_lines: 350
  typescript: { max_file_lines: 500 }
  tests: { max_function_lines: 90 }
`;
    const of = (path: string, language: string) => story({ 'v2_rules.yaml': text }, path, language);
    expect(await of('src/a.py', 'python')).toEqual(['file=400 v2_rules.yaml:2']);
    expect(await of('src/a.ts', 'typescript')).toEqual(['file=500 v2_rules.yaml:5']);
    expect(await of('a.js', 'javascript')).toEqual(['file=350 v2_rules.yaml:4']);
  });

  it('survive conflict markers, tabs and aliases that multiply', async () => {
    const bomb = 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c, *c, *c]\nmax_file_lines: 200\n';
    expect(await story({ 'v2_rules.yaml': bomb }, 'a.py', 'python')).toEqual(['file=200 v2_rules.yaml:5']);
    const broken = '<<<<<<< HEAD\nmax_file_lines: 300\n=======\n\tmax_file_lines: 400\n>>>>>>> x\n';
    await expect(story({ 'v2_rules.yaml': broken }, 'a.py', 'python')).resolves.toBeInstanceOf(Array);
  });
});

describe('a registry of exemptions', () => {
  const registry = `# V2 exceptions

| File | Lines | Reason | Approved | By |
|------|------:|--------|----------|----|
| \`src/big.py\` | 1,412 | A table | 2025-10-10 | Captain |
| [src\\gui.py](x) | ~600 lines | GUI | | |
| total | 2 | | | |

| Rule | Reason |
|---|---|
| src/other.py | because |
`;

  it('is found by its name and read by its header', async () => {
    const { exemptions } = await limitsOf({ 'docs/V2_EXCEPTIONS.md': registry });
    expect(exemptions).toMatchObject([
      { files: ['src/big.py'], limit: 1412, reason: 'A table', approvedBy: 'Captain' },
      { files: ['src/gui.py'], limit: 600, reason: 'GUI' },
    ]);
    expect(exemptions[0]?.place).toEqual({
      path: 'docs/V2_EXCEPTIONS.md',
      range: { start: { line: 5, column: 1 }, end: { line: 5, column: 58 } },
    });
  });

  const exempted = async (rows: string, name = 'docs/V2_EXCEPTIONS.md') => {
    const header = '| File | Lines | Limit | Reason |\n|---|---|---|---|\n';
    const { exemptions } = await limitsOf({ [name]: rows.replace('HEADER\n', header) });
    return exemptions.map(({ files, limit }) => `${files.join()} ${limit}`);
  };

  it('allows the larger of the figures that a row has', async () => {
    const rows = 'HEADER\n| a.py | 412 | 300 | |\n| b.py | 380 | 450 | |\n';
    expect(await exempted(rows)).toEqual(['a.py 412', 'b.py 450']);
  });

  it('can name files by globs, in marks of Markdown or not', async () => {
    const rows =
      'HEADER\n| src/*.py | 400 | | |\n| **`gen/**/*.ts`** | 500 | | |\n| __init__.py | 310 | | |\n';
    expect(await exempted(rows)).toEqual(['src/*.py 400', 'gen/**/*.ts 500', '__init__.py 310']);
  });

  it('shows in code and comments how to write an entry, and grants nothing there', async () => {
    const row = '| a.py | 400 | | |\n';
    expect(await exempted(`\`\`\`md\nHEADER\n${row}\`\`\`\n<!--\nHEADER\n${row}-->\n`)).toEqual([]);
    expect(await exempted(`~~~\nHEADER\n${row}`)).toEqual([]);
    expect(await exempted(`\`\`\`\nx\n\`\`\`\n\nHEADER\n${row}`)).toEqual(['a.py 400']);
  });

  it('is no document about the exceptions that a program raises', async () => {
    const text = '# Errors\n\n| File | Why |\n|---|---|\n| src/a.py | raises ValueError |\n';
    expect((await limitsOf({ 'docs/exception_handling.md': text })).exemptions).toEqual([]);
  });

  it('can be named, and then no other is read', async () => {
    const files = { 'rules/allowed.md': registry, 'EXCEPTIONS.md': registry };
    const { exemptions } = await readRepositoryLimits(memoryReader(files), ['rules/allowed.md']);
    expect(exemptions.map(({ place }) => place.path)).toEqual(['rules/allowed.md', 'rules/allowed.md']);
  });
});

describe('files that are no configuration', () => {
  const names = [
    '.eslintrc.json',
    'eslint.config.js',
    '.eslintrc',
    'pyproject.toml',
    '.pylintrc',
    'v2_rules.yaml',
    'exceptions.md',
  ];
  const piece = fc.constantFrom(
    ...[
      'max-lines',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ':',
      '=',
      '\n',
      '  ',
      '|',
      '---',
      '&a',
      '*a',
      '400',
      'tool.ruff',
      'rules',
    ],
    'export default ',
    'const a = ',
    '...a',
    'pylint',
    '\t',
    '\0',
    '🙂',
    '- ',
  );

  it('say nothing, whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.array(piece, { maxLength: 40 }),
        async (name, pieces) => {
          const { sources } = await limitsOf({ [name]: pieces.join('') });
          expect(sources.length).toBeLessThan(5);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are answered at once where constants spread each other', async () => {
    const doubled = Array.from({ length: 40 }, (_, i) => `const a${i + 1} = [...a${i}, ...a${i}];`).join(
      '\n',
    );
    const text = `const a0 = [{ rules: { 'max-lines': [2, 3] } }];\n${doubled}\nexport default a40;\n`;
    await expect(limitsOf({ 'eslint.config.js': text })).resolves.toBeDefined();
    const circle = 'const a = [...b]; const b = [...a]; export default a; // max-lines';
    expect((await limitsOf({ 'eslint.config.js': circle })).sources).toMatchObject([{ groups: [] }]);
  });
});

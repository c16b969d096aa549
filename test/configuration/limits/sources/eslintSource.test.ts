import { describe, expect, it } from 'vitest';
import { limitStory as story } from '../limitStory.ts';

describe('limits of ESLint that cannot be told without running it', () => {
  const rule = `rules: { 'max-lines': ['error', 50] }`;
  const of = (configuration: string, path = 'a.js') =>
    story({ 'eslint.config.js': `export default [${configuration}]` }, path, 'javascript');
  const stated = ['file=50 eslint.config.js:1'];

  it.each([
    ['computed files', `{ files: testFiles(), ${rule} }`],
    ['files with a computed part', `{ files: ['a.js', ...others], ${rule} }`],
    ['files that several globs must match', `{ files: [['src/**', '**/*.js']], ${rule} }`],
  ])('hold for no file: %s', async (_, configuration) => {
    expect(await of(configuration)).toEqual([]);
  });

  it.each(['**/*.?(c|m)[jt]s?(x)', '**/*.@(js|ts)', '*.js'])(
    'are those of files named as %s',
    async (glob) => {
      expect(await of(`{ files: ['${glob}'], ${rule} }`)).toEqual(stated);
      expect(await of(`{ files: ['${glob}'], ${rule} }`, 'a.json')).toEqual([]);
    },
  );

  it('reach below the root from an older configuration alone, where a glob has no slash', async () => {
    expect(await of(`{ files: ['*.js'], ${rule} }`, 'deep/a.js')).toEqual([]);
    const older = `{"overrides": [{"files": "*.js", "rules": {"max-lines": ["error", 50]}}]}`;
    expect(await story({ '.eslintrc': older }, 'deep/a.js', 'javascript')).toEqual(['file=50 .eslintrc:1']);
  });

  it('are none where the line length excepts lines by what is on them', async () => {
    const length = (options: string) => of(`{ rules: { 'max-len': ['error', { code: 90, ${options} }] } }`);
    expect(await length('tabWidth: 2, ignoreUrls: false')).toEqual(['lineLength=90 eslint.config.js:1']);
    expect(await length('ignoreStrings: true')).toEqual([]);
    expect(await length(`ignorePattern: '^import'`)).toEqual([]);
  });

  it('are those of the one file that ESLint reads', async () => {
    const files = {
      '.eslintrc.json': '{"rules": {"semi": 2}}',
      'package.json': '{"eslintConfig": {"rules": {"max-lines": [2, 9]}}}',
    };
    expect(await story(files, 'a.js', 'javascript')).toEqual([]);
    expect(await story({ 'package.json': files['package.json'] }, 'a.js', 'javascript')).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { analyze } from '../../server/analysis/analyze.ts';
import type { AnalysisSettings } from '../../server/analysis/settings.ts';
import { settingsWith } from '../analysis/settings.ts';
import { type ProjectFile, projectFiles } from './projectFiles.ts';

const settings: AnalysisSettings = {
  ...settingsWith({ parameters: 5 }),
  fileLengthLanguages: new Set(['typescript', 'javascript']),
  heavyModules: new Set(),
};

function findingsOf(file: ProjectFile): string[] {
  const language = file.path.endsWith('.ts') ? 'typescript' : 'javascript';
  return analyze(file.text, language, settings).map(
    ({ range, message }) => `${file.path}:${range.start.line}: ${message}`,
  );
}

describe('the project', () => {
  it('keeps the limits it checks: files of 300 lines, functions of 30, classes of 200, five parameters', () => {
    const files = projectFiles('client', 'server', 'scripts', 'test');
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(findingsOf)).toEqual([]);
  });

  it('asks for no exception from them', () => {
    const directive = /^\s*(\/\/|\/\*|#)\s*swarm: disable/m;
    const asking = projectFiles('client', 'server', 'scripts').filter(({ text }) => directive.test(text));
    expect(asking.map(({ path }) => path)).toEqual([]);
  });

  it('would notice a parameter too many', () => {
    const text = 'function f(a, { b, c }, d = 1, e = 2, ...rest) {}\n';
    expect(findingsOf({ path: 'a.ts', text })).toEqual([]);
    expect(findingsOf({ path: 'a.ts', text: text.replace('a,', 'a, z,') })).toHaveLength(1);
  });

  it('would notice a long function that is no group of tests', () => {
    const body = '  call();\n'.repeat(30);
    expect(findingsOf({ path: 'a.ts', text: `function long() {\n${body}}\n` })).toHaveLength(1);
    expect(findingsOf({ path: 'a.ts', text: `it('x', () => {\n${body}});\n` })).toHaveLength(1);
    expect(findingsOf({ path: 'a.ts', text: `describe('x', () => {\n${body}});\n` })).toHaveLength(0);
  });
});

import { describe, expect, it } from 'vitest';
import type { LimitSource, LimitSourceKind } from '../../../server/configuration/limits/limitSource.ts';
import { fileLimitStory, policyOf } from './policyOf.ts';

const place = (path: string, line: number) => ({
  path,
  range: { start: { line, column: 1 }, end: { line, column: 9 } },
});

function source(
  kind: LimitSourceKind,
  value: number | undefined,
  more: Partial<LimitSource> = {},
): LimitSource {
  const origin = { kind, name: 'max-lines', place: place(kind, 3) };
  const statements = [{ limit: 'file' as const, value, guideline: false, origin }];
  return { kind, languages: 'all', groups: [{ statements }], ...more };
}

const swarmJson = (v2: object) => ({ swarmJson: { v2 } });

describe('LimitPolicy', () => {
  it('has a default for every limit and says so', () => {
    expect(fileLimitStory(policyOf({}).of('a.py', 'python'))).toEqual(['300 default swarm.limits.file']);
  });

  it('puts swarm.json before the tools of the repository, and those before the editor', () => {
    const editor = { limits: { file: 900 } };
    const repository = { sources: [source('v2-rules', 400), source('pylint', 1000)] };
    const all = policyOf({ swarmJson: '{\n"v2": {"limits": {\n"file": 250}}}', editor, repository });
    expect(fileLimitStory(all.of('a.py', 'python'))).toEqual([
      '250 swarm.json v2.limits.file swarm.json:3',
      '400 v2-rules max-lines v2-rules:3',
      '1000 pylint max-lines pylint:3',
      '900 editor swarm.limits.file',
    ]);
    expect(all.of('a.py', 'python').settings.limits.file).toBe(250);
    expect(policyOf({ editor, repository }).of('a.py', 'python').settings.limits.file).toBe(400);
    expect(policyOf({ editor }).of('a.py', 'python').settings.limits.file).toBe(900);
  });

  it('asks a tool of one language about that language only', () => {
    const sources = [source('eslint', 500, { languages: 'javascript' })];
    const policy = policyOf({ repository: { sources } });
    const limit = (path: string, language: string) => policy.of(path, language).settings.limits.file;
    expect([limit('a.ts', 'typescript'), limit('a.py', 'python'), limit('a.go', 'go')]).toEqual([
      500, 300, 300,
    ]);
  });

  it('lets the last override that matches win, and what a source takes back fall to the next source', () => {
    const overrides = [
      { files: ['gui/**'], limits: { file: 500, function: 50 } },
      { files: ['*_test.py'], limits: { file: 600 }, counting: 'code', severity: { majorAbove: 3 } },
    ];
    const policy = policyOf(swarmJson({ overrides }));
    const { settings } = policy.of('gui/a_test.py', 'python');
    expect(settings).toMatchObject({ limits: { file: 600, function: 50 }, counting: 'code' });
    expect(settings.severity).toEqual({ majorAbove: 3, criticalAbove: 3 });
    expect(policy.of('core/a.py', 'python').settings).toMatchObject({
      limits: { file: 300 },
      counting: 'physical',
    });
    const off = source('eslint', 400);
    const takenBack = { ...off, groups: [...off.groups, ...source('eslint', undefined).groups] };
    expect(
      policyOf({ repository: { sources: [takenBack] } }).of('a.ts', 'typescript').settings.limits.file,
    ).toBe(300);
  });

  it('gives equal files the same settings object', () => {
    const policy = policyOf(swarmJson({ overrides: [{ files: ['gui/**'], limits: { file: 500 } }] }));
    expect(policy.of('a.py', 'python')).toBe(policy.of('b.py', 'python', 'x = 1\n'));
    expect(policy.of('a.py', 'python')).not.toBe(policy.of('gui/a.py', 'python'));
  });

  it('lets a file tighten its own limit and never loosen it', () => {
    const policy = policyOf({});
    const story = (text: string) => fileLimitStory(policy.of('a.py', 'python', text));
    expect(story('"""A.\n\nV2 Compliance: < 200 lines\n"""\n')).toEqual([
      '199 declaration V2 Compliance: < 200 lines a.py:3',
      '300 default swarm.limits.file',
    ]);
    expect(story('"""V2 Compliance: <= 400 lines"""\n')).toEqual([
      '300 default swarm.limits.file',
      '400 declaration V2 Compliance: <= 400 lines a.py:1',
    ]);
  });

  it('lifts what is exempted, to a limit or altogether, until the exemption expires', () => {
    const exemption = { files: ['big.py'], rules: ['file-too-long'], reason: 'A table.' };
    const limitOf = (more: object, path = 'big.py') =>
      policyOf(swarmJson({ exemptions: [{ ...exemption, ...more }] })).of(path, 'python').settings.limits
        .file;
    expect(limitOf({})).toBe(0);
    expect(limitOf({ limit: 450 })).toBe(450);
    expect(limitOf({ expires: '2026-11-21' })).toBe(0);
    expect(limitOf({ expires: '2026-11-20' })).toBe(300);
    expect(limitOf({}, 'other.py')).toBe(300);
  });

  it('only lifts: an exemption below the limit, or from one that is off, changes nothing', () => {
    const exemptions = [{ files: ['big.py'], rules: ['file-too-long'], reason: 'A table.', limit: 200 }];
    const limitWith = (limits: object) =>
      policyOf(swarmJson({ limits, exemptions })).of('big.py', 'python').settings.limits.file;
    expect(limitWith({ file: 300 })).toBe(300);
    expect(limitWith({ file: 100 })).toBe(200);
    expect(limitWith({ file: 0 })).toBe(0);
  });

  it('exempts from heavy imports', () => {
    const exemptions = [{ files: ['train.py'], rules: ['heavy-import'], reason: 'It trains.' }];
    const policy = policyOf(swarmJson({ exemptions }));
    expect(policy.of('train.py', 'python').settings.heavyModules.size).toBe(0);
    expect(policy.of('serve.py', 'python').settings.heavyModules.has('torch')).toBe(true);
  });

  it('lets the settings of a tool import the tool, however heavy', () => {
    const policy = policyOf({});
    const packages = (path: string) => policy.of(path, 'javascript').settings.heavyPackages.size;
    expect(['eslint.config.js', 'web/vite.config.mjs', '.eslintrc.cjs'].map(packages)).toEqual([0, 0, 0]);
    expect(packages('src/config.js')).toBeGreaterThan(0);
  });

  it('counts as the tool does whose limit holds, unless swarm.json says how', () => {
    const skipping = source('eslint', 400);
    const statements =
      skipping.groups[0]?.statements.map((each) => ({ ...each, counting: 'code' as const })) ?? [];
    const repository = { sources: [{ ...skipping, groups: [{ statements }] }] };
    expect(policyOf({ repository }).of('a.ts', 'typescript').settings.counting).toBe('code');
    const ofFunctions = statements.map((each) => ({ ...each, limit: 'function' as const }));
    const both = { sources: [{ ...skipping, groups: [{ statements: ofFunctions }] }] };
    expect(policyOf({ repository: both }).of('a.ts', 'typescript').settings).toMatchObject({
      counting: 'physical',
      functionCounting: 'code',
    });
    const stated = policyOf({ ...swarmJson({ counting: 'non-blank' }), repository });
    expect(stated.of('a.ts', 'typescript').settings.counting).toBe('non-blank');
  });

  it('makes guidelines of what swarm.json calls so and of what a tool only warns about', () => {
    const warned = source('eslint', 400);
    const statements = warned.groups[0]?.statements.map((each) => ({ ...each, guideline: true })) ?? [];
    const policy = policyOf({
      ...swarmJson({ guidelines: ['nesting'] }),
      repository: { sources: [{ ...warned, groups: [{ statements }] }] },
    });
    expect([...policy.of('a.ts', 'typescript').settings.guidelines]).toEqual(['nesting', 'file']);
  });

  it('holds a kind of file to a length where a glob says so, and never what a package manager writes', () => {
    const policy = policyOf(swarmJson({ overrides: [{ files: ['docs/*.md'], limits: { file: 100 } }] }));
    const isLimited = (path: string, language: string) =>
      policy.of(path, language).settings.fileLengthLanguages.has(language);
    expect(isLimited('docs/a.md', 'markdown')).toBe(true);
    expect(isLimited('README.md', 'markdown')).toBe(false);
    expect(isLimited('compose.yaml', 'yaml')).toBe(true);
    expect(isLimited('pnpm-lock.yaml', 'yaml')).toBe(false);
  });

  it('treats modules that other tools ban at module level as heavy, unless swarm.json allows them', () => {
    const ruff = { ...source('ruff', 400), heavyModules: ['ours.big', 'ours.small'] };
    const repository = { sources: [ruff] };
    const policy = policyOf({ swarmJson: { heavyImports: { allow: ['ours.small'] } }, repository });
    const { heavyModules } = policy.of('a.py', 'python').settings;
    expect(['ours.big', 'ours.small'].map((name) => heavyModules.has(name))).toEqual([true, false]);
  });
});

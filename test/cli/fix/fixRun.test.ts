import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyzeModule } from '../../../server/analysis/analyze.ts';
import { type FixRequest, FixRun } from '../../../server/cli/fix/fixRun.ts';
import { fixSummary, textFixReport } from '../../../server/cli/fix/textFixReport.ts';
import { CheckTargets } from '../../../server/cli/targets/checkTargets.ts';
import type { FixReport } from '../../../server/protocol/fixReport.ts';
import { pretendedExplanation } from '../../language/pretendedExplanation.ts';
import { folderWith } from '../recordedIo.ts';

const repositories: FixRequest['repositories'] = {
  contextOf: async () => ({ target: undefined, workspace: undefined }),
  finder:
    async ({ settings }) =>
    (module) =>
      analyzeModule(module, settings),
  changed: async () => undefined,
};

async function fixed(cwd: string, more: Partial<FixRequest> = {}, ...paths: string[]): Promise<FixReport> {
  const targets = new CheckTargets(cwd);
  for (const given of paths.length === 0 ? ['.'] : paths) await targets.add(given);
  const run = new FixRun({
    cwd,
    dryRun: false,
    unsafe: false,
    concerns: ({ rule }) => rule === 'heavy-import',
    explain: pretendedExplanation,
    repositories,
    ...more,
  });
  for (const target of targets.files) await run.fix(target);
  return run.report;
}

describe('fixing files', () => {
  it('makes the safe fixes and tells each, and what is left', async () => {
    const cwd = folderWith({ 'a.py': 'import torch\nimport numpy\n', 'b/c.py': 'x = 1\n' });
    const report = await fixed(cwd);
    expect(readFileSync(path.join(cwd, 'a.py'), 'utf8')).toBe('import numpy\n');
    expect(report).toMatchObject({
      summary: { files: 1, fixes: 1, remaining: 1, unwritten: 0 },
      files: [{ path: 'a.py', fixes: [{ rule: 'heavy-import', line: 1, safety: 'safe' }] }],
    });
    expect(textFixReport(report)).toBe('a.py:1: Remove line 1\n');
    expect(fixSummary(report)).toBe('Made 1 fix in 1 file. 1 finding left; swarm check shows them.\n');
    expect(fixSummary(await fixed(cwd, {}, 'b'))).toBe('Nothing to fix.\n');
  });

  it('makes unsafe ones when asked to, and says so', async () => {
    const cwd = folderWith({ 'a.py': 'import torch\nimport numpy\n' });
    expect(textFixReport(await fixed(cwd, { unsafe: true }))).toBe(
      'a.py:1: Remove line 1\na.py:1: Remove line 1 (unsafe)\n',
    );
  });

  it('writes nothing in a dry run and gives a diff', async () => {
    const cwd = folderWith({ 'b/a.py': 'x = 1\nimport torch\ny = 2\n' });
    const report = await fixed(cwd, { dryRun: true });
    expect(readFileSync(path.join(cwd, 'b/a.py'), 'utf8')).toContain('torch');
    expect(textFixReport(report)).toBe(
      '--- a/b/a.py\n+++ b/b/a.py\n@@ -1,3 +1,2 @@\n x = 1\n-import torch\n y = 2\n',
    );
    expect(fixSummary(report)).toBe('Would make 1 fix in 1 file.\n');
  });

  it.each([
    ['CRLF and a byte order mark', '\ufeffimport os\r\nimport torch\r\nx = 1', 'utf8'],
    ['Latin-1', '# coding: latin-1\nname = "é"\nimport torch\n', 'latin1'],
    ['UTF-16', '\ufeffimport torch\nx = "é"\n', 'utf16le'],
  ] as const)('keeps every other byte of a file with %s', async (_, text, encoding) => {
    const cwd = folderWith({ 'a.py': Buffer.from(text, encoding) });
    await fixed(cwd);
    const expected = Buffer.from(text.replace(/import torch\r?\n/, ''), encoding);
    expect(readFileSync(path.join(cwd, 'a.py'))).toEqual(expected);
  });

  it('leaves a file that changes meanwhile, and one behind a link that leads out', async () => {
    const outside = path.join(folderWith({ 'b.py': 'import torch\n' }), 'b.py');
    const cwd = folderWith({ 'a.py': 'import torch\n' });
    symlinkSync(outside, path.join(cwd, 'link.py'));
    const file = path.join(cwd, 'a.py');
    const contextOf = async () => {
      writeFileSync(file, 'import torch\n# edited\n');
      return { target: undefined, workspace: undefined };
    };
    expect(
      await fixed(cwd, { repositories: { ...repositories, contextOf } }, 'a.py', 'link.py'),
    ).toMatchObject({
      summary: { files: 0, unwritten: 2 },
      skipped: [
        { path: 'a.py', why: 'it has changed meanwhile' },
        { path: 'link.py', why: 'it is a symbolic link that leads out of the repository' },
      ],
    });
    expect(readFileSync(file, 'utf8')).toContain('# edited');
    expect(readFileSync(outside, 'utf8')).toBe('import torch\n');
  });

  it('skips what cannot be read, and goes on', async () => {
    const cwd = folderWith({ 'a.py': 'import torch\0\n', 'b.py': 'import torch\n' });
    expect(await fixed(cwd)).toMatchObject({
      summary: { fixes: 1, unwritten: 0 },
      skipped: [{ path: 'a.py', why: 'a binary file: it has NUL bytes' }],
    });
  });
});

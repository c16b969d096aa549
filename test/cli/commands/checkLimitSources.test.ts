import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeExemption } from '../../../server/configuration/limits/removeExemption.ts';
import type { CheckReport } from '../../../server/protocol/checkReport.ts';
import { type Checked, checkedFolder, told } from './checkedFolder.ts';

const lines = (count: number) => 'x = 1\n'.repeat(count);
const sources = ({ report }: Checked) => report?.findings.map(({ limitSource }) => limitSource);

describe('limits in swarm check', () => {
  it('say in JSON where they come from', async () => {
    const { check, write } = checkedFolder({
      'a.py': lines(320),
      'b.ts': '// line\n'.repeat(320),
      'c.py': `"""V2 compliance: <= 100 lines"""\n${lines(120)}`,
      'd.go': lines(320),
      '.pylintrc': '[FORMAT]\nmax-module-lines=310\n',
      'eslint.config.js': "export default [{ rules: { 'max-lines': ['error', 305] } }];\n",
    });
    expect(sources(await check())).toEqual([
      { kind: 'pylint', name: 'max-module-lines', path: '.pylintrc', line: 2 },
      { kind: 'eslint', name: 'max-lines', path: 'eslint.config.js', line: 1 },
      { kind: 'declaration', path: 'c.py' },
      { kind: 'default', name: 'swarm.limits.file' },
    ]);
    write('swarm.json', '{\n "v2": {\n "limits": { "file": 250 } } }');
    expect(sources(await check('a.py'))).toEqual([
      { kind: 'swarm.json', name: 'v2.limits.file', path: 'swarm.json', line: 3 },
    ]);
  });

  it('come from the nearest configuration of a folder, whichever way the file is named', async () => {
    const { check } = checkedFolder({
      '.pylintrc': '[FORMAT]\nmax-module-lines=310\n',
      'a/b/x.py': lines(320),
      'a/pyproject.toml': '[tool.pylint.format]\nmax-module-lines = 305\n',
      'c/x.py': lines(320),
      'swarm.json': '{}',
    });
    const nested = { kind: 'pylint', name: 'max-module-lines', path: 'a/pyproject.toml', line: 2 };
    expect(sources(await check())).toEqual([
      nested,
      { kind: 'pylint', name: 'max-module-lines', path: '.pylintrc', line: 2 },
    ]);
    expect(sources(await check('a/b/x.py'))).toEqual([nested]);
    expect(sources(await check('a/b'))).toEqual([nested]);
  });

  it('that disagree are found where the one stands that does not hold', async () => {
    const { check, write } = checkedFolder({
      '.pylintrc': '[FORMAT]\nmax-module-lines=1000\n',
      'swarm.json': '{"v2": {"limits": {"file": 400}}}',
      'v2_rules.yaml': 'max_file_lines: 400\nmax_function_lines: 30\n',
      '.eslintrc.json': '{"rules": {"max-lines": ["error", 500]}}',
    });
    expect(told(await check())).toEqual([
      ".eslintrc.json: 'max-lines' allows 500, but v2.limits.file in swarm.json line 1 allows 400, and that holds.",
      ".pylintrc: 'max-module-lines' allows 1000, but v2.limits.file in swarm.json line 1 allows 400, and that holds.",
    ]);
    write('v2_rules.yaml', 'max_file_lines: 300 # swarm: disable=limits-disagree\n');
    expect(told(await check())).toHaveLength(2);
    write('v2_rules.yaml', 'max_file_lines: 300\n');
    expect(told(await check())).toHaveLength(3);
    expect(told(await check('v2_rules.yaml'))).toEqual([]);
  });

  it('of some files only, and of different languages, do not disagree', async () => {
    const { check } = checkedFolder({
      '.pylintrc': '[FORMAT]\nmax-module-lines=1000\n',
      '.eslintrc.json': '{"rules": {"max-lines": ["error", 500]}}',
      'swarm.json': '{"v2": {"overrides": [{"files": ["gui/**"], "limits": {"file": 600}}]}}',
    });
    expect(told(await check())).toEqual([]);
  });
});

const registry = `| File | Lines | Reason | Approved | By |
|------|-------|--------|----------|----|
| src/gone.py | 500 | GUI | 2025-10-10 | Captain |
| src/small.py | 500 | GUI | 2025-10-10 | Captain |
| src/big.py | 500 | GUI | 2025-10-10 | Captain |
`;

/** The text without what its stale exemptions are. */
function mended(text: string, file: string, report: CheckReport | undefined): string {
  let result = text;
  for (const { range, data, message, severity } of report?.findings.toReversed() ?? []) {
    const finding = { rule: 'stale-exemption', severity, message, range, data } as const;
    const [edit, ...more] = removeExemption(result, file, finding)?.edits ?? [];
    expect(more).toEqual([]);
    if (edit) result = result.slice(0, edit.start) + edit.newText + result.slice(edit.end);
  }
  return result;
}

describe('exemptions in swarm check', () => {
  it('of a registry hold, and those that exempt nothing any more are found and can be removed', async () => {
    const { check, write } = checkedFolder({
      'docs/V2_EXCEPTIONS.md': registry,
      'src/big.py': lines(450),
      'src/small.py': lines(200),
    });
    const found = await check();
    expect(told(found)).toEqual([
      "docs/V2_EXCEPTIONS.md: The exemption of 'src/gone.py' is stale: there is no such file.",
      "docs/V2_EXCEPTIONS.md: The exemption of 'src/small.py' is stale: the file is within the limit.",
    ]);
    write('docs/V2_EXCEPTIONS.md', mended(registry, 'docs/V2_EXCEPTIONS.md', found.report));
    expect(told(await check())).toEqual([]);
    write('src/big.py', lines(501));
    const { report } = await check();
    expect(report?.findings).toMatchObject([
      { data: { actual: 501, limit: 500 }, limitSource: { kind: 'exemption', name: 'GUI', line: 3 } },
    ]);
  });

  it('of swarm.json hold until they expire', async () => {
    const exemption = (file: string, expires: string) =>
      `{ "files": ["${file}"], "rules": ["file-too-long"], "reason": "A table.", "expires": "${expires}" }`;
    const text = `{
  // kept
  "v2": { "exemptions": [
    ${exemption('a.py', '2020-01-31')},
    ${exemption('b.py', '2999-12-31')}
  ] }
}
`;
    const { check, write, folder } = checkedFolder({
      'swarm.json': text,
      'a.py': lines(301),
      'b.py': lines(301),
    });
    const found = await check();
    expect(told(found)).toEqual([
      'a.py: File has 301 lines; the limit is 300.',
      "swarm.json: The exemption of 'a.py' is stale: it expired on 2020-01-31.",
    ]);
    rmSync(path.join(folder, 'a.py'));
    write('swarm.json', mended(text, 'swarm.json', (await check()).report));
    expect(told(await check())).toEqual([]);
    rmSync(path.join(folder, 'b.py'));
    expect(told(await check())).toEqual([
      "swarm.json: The exemption of 'b.py' is stale: there is no such file.",
    ]);
  });

  it('from heavy imports are needed as long as an import may lead to one through other files', async () => {
    const rules = ['heavy-import'];
    const { check, write } = checkedFolder({
      'swarm.json': JSON.stringify({ v2: { exemptions: [{ files: ['a.py'], rules, reason: 'A tool.' }] } }),
      'a.py': 'import b\n',
      'b.py': 'import torch\n',
    });
    const stale = async () => told(await check()).filter((each) => each.startsWith('swarm.json'));
    expect(await stale()).toEqual([]);
    write('a.py', 'import json\n');
    expect(await stale()).toEqual([
      "swarm.json: The exemption of 'a.py' is stale: the file keeps to the rules without it.",
    ]);
  });

  it('are not taken from registries that are not there or lie outside of the repository', async () => {
    const { check, folder } = checkedFolder({
      'repo/swarm.json': '{"v2": {"exemptionRegistries": ["docs/alowed.md", "../EXCEPTIONS.md"]}}',
      'repo/.git/HEAD': '',
      'repo/a.py': lines(400),
      'EXCEPTIONS.md': '| File | Lines | Reason |\n|---|---|---|\n| a.py | 500 | secret |\n',
    });
    const found = told(await check(path.join(folder, 'repo')));
    expect(found.filter((each) => !each.includes('a.py'))).toEqual([
      "repo/swarm.json: The registry of exemptions 'docs/alowed.md' exempts nothing: there is no such file in the repository.",
      "repo/swarm.json: The registry of exemptions '../EXCEPTIONS.md' exempts nothing: there is no such file in the repository.",
    ]);
    expect(found).toHaveLength(3);
  });

  it('may disagree where a comment says so', async () => {
    const rule = (comment: string) => `[FORMAT]\n${comment}\nmax-module-lines=500\n`;
    const { check, write } = checkedFolder({
      'swarm.json': '{"v2": {"limits": {"file": 400}}}',
      '.pylintrc': rule('# swarm: disable=limits-disagree'),
    });
    expect(told(await check())).toEqual([]);
    write('.pylintrc', rule(''));
    expect(told(await check())).toHaveLength(1);
  });

  it('by globs and bare names are stale once no file of theirs needs them', async () => {
    const exemptions = ['gen/**', 'big.py'].map((file) => ({
      files: [file],
      rules: ['file-too-long'],
      reason: 'Made by a program.',
    }));
    const { check, folder } = checkedFolder({
      'swarm.json': JSON.stringify({ v2: { exemptions } }),
      'deep/big.py': lines(400),
      'gen/a.py': lines(400),
      'gen/b.py': lines(1),
    });
    expect(told(await check())).toEqual([]);
    rmSync(path.join(folder, 'gen/a.py'));
    rmSync(path.join(folder, 'deep/big.py'));
    expect(told(await check())).toEqual([
      "swarm.json: The exemption of 'gen/**' is stale: the file is within the limit.",
      "swarm.json: The exemption of 'big.py' is stale: there is no such file.",
    ]);
    expect(told(await check('gen'))).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../../server/analysis/analyze.ts';
import type { Finding } from '../../../../server/analysis/finding.ts';
import type { TextEdit } from '../../../../server/analysis/fixes/edit.ts';
import { disableFileEdit } from '../../../../server/analysis/suppression/edits/disableFileEdit.ts';
import { disableLineEdit } from '../../../../server/analysis/suppression/edits/disableLineEdit.ts';
import { LineTable } from '../../../../server/analysis/text/lineTable.ts';
import { settingsWith } from '../../settings.ts';

const settings = settingsWith({ function: 2, class: 1000, file: 1000 });

function applied(text: string, edit: TextEdit | undefined): string {
  if (!edit) return text;
  const lines = new LineTable(text);
  const offset = ({ line, column }: { line: number; column: number }) => lines.start(line) + column - 1;
  return text.slice(0, offset(edit.range.start)) + edit.newText + text.slice(offset(edit.range.end));
}

function keys(findings: readonly Finding[]): string[] {
  return findings.map(({ rule, data }) => `${rule} ${JSON.stringify(data)}`);
}

const python = fc.constantFrom(
  'import torch\n',
  'import numpy as np  # noqa\n',
  'import os, \\\n  torch\n',
  'def f(a,\n      b):\n    pass\n',
  '@x\ndef g():\n    """Doc.\n    """\n',
  'def h(x="""\n"""):\n    pass\n',
  '# swarm: disable=function-too-long\n',
  'x = """\n# text\n"""\n',
  'import pandas  # swarm: disable=function-too-long\n',
  '\n',
);
const typescript = fc.constantFrom(
  'function f() {\n  a();\n}\n',
  'const g = () => `\n\n`;\n',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text under test holds a template
  'const h = `a\n${list.map(() => {\n\n})}\n`;\n',
  'class A {\n  @x()\n  m() {\n\n  }\n}\n',
  'const v = (\n  <p>\n    text {a.map(() => (\n      <b>\n      </b>\n    ))}\n  </p>\n);\n',
  '// swarm: disable=function-too-long\n',
  '/* c */\n',
);

describe('the edit that disables a rule on a line', () => {
  it.each([
    ['python', python],
    ['typescriptreact', typescript],
  ])('removes exactly that finding in %s', (languageId, pieces) => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), fc.boolean(), fc.nat(), (parts, crlf, pick) => {
        const text = crlf ? parts.join('').replaceAll('\n', '\r\n') : parts.join('');
        const before = analyze(text, languageId, settings);
        const finding = before[pick % Math.max(1, before.length)];
        if (!finding) return;
        const edit = disableLineEdit(text, languageId, finding.range.start.line, finding.rule);
        if (!edit) return;
        const changed = applied(text, edit);
        const sameLine = ({ rule, range }: Finding) =>
          rule === finding.rule && range.start.line === finding.range.start.line;
        const left = before.filter((each) => !sameLine(each));
        expect(analyze(changed, languageId, settings).length).toBe(left.length);
        expect(changed.includes('\r\n') || !crlf).toBe(true);
        expect(/(?<!\r)\n/.test(changed)).toBe(!crlf);
      }),
      { numRuns: 300 },
    );
  });

  it('goes to the end of the line, merges with a comment that is there, or stands above a continuation', () => {
    const line = (text: string) => applied(text, disableLineEdit(text, 'python', 1, 'heavy-import'));
    expect(line('import torch\r\n')).toBe('import torch  # swarm: disable=heavy-import\r\n');
    expect(line('import torch # swarm: disable=x\n')).toBe('import torch # swarm: disable=x,heavy-import\n');
    expect(line('import torch, \\\n  os\n')).toBe('# swarm: disable=heavy-import\nimport torch, \\\n  os\n');
  });

  it.each([
    ['python', 'def h(x="""\n"""):\n    pass\n', '# swarm: disable=function-too-long\n'],
    ['typescript', 'const g = () => `\n`;\n', '// swarm: disable=function-too-long\n'],
    ['typescriptreact', 'const g = () => <p>a\n</p>;\n', '// swarm: disable=function-too-long\n'],
  ])('never changes a literal in %s', (languageId, text, comment) => {
    expect(applied(text, disableLineEdit(text, languageId, 1, 'function-too-long'))).toBe(comment + text);
  });

  it('is not there for a whole file, for a line beyond the text and in a language without comments', () => {
    expect(disableLineEdit('a\n', 'python', 1, 'file-too-long')).toBeUndefined();
    expect(disableLineEdit('a\n', 'python', 2, 'heavy-import')).toBeUndefined();
    expect(disableLineEdit('a\n', 'plaintext', 1, 'heavy-import')).toBeUndefined();
  });
});

describe('the edit that disables a rule in a file', () => {
  const file = (text: string, languageId: string) =>
    applied(text, disableFileEdit(text, languageId, 'file-too-long'));

  it.each([
    ['python', 'import a\n', '# swarm: disable-file=file-too-long\nimport a\n'],
    ['python', '\ufeff"""Doc."""\r\n', '\ufeff# swarm: disable-file=file-too-long\r\n"""Doc."""\r\n'],
    [
      'python',
      '#!/usr/bin/python\n# -*- coding: latin-1 -*-\nfrom __future__ import x\n',
      '#!/usr/bin/python\n# -*- coding: latin-1 -*-\n# swarm: disable-file=file-too-long\nfrom __future__ import x\n',
    ],
    ['shellscript', '#!/bin/sh', '#!/bin/sh\n# swarm: disable-file=file-too-long'],
    ['css', '@charset "utf-8";\na{}\n', '@charset "utf-8";\n/* swarm: disable-file=file-too-long */\na{}\n'],
    [
      'typescript',
      '/**\n * @jest\n */\na\n',
      '/**\n * @jest\n */\n// swarm: disable-file=file-too-long\na\n',
    ],
    ['vue', '<template/>\n', '<!-- swarm: disable-file=file-too-long -->\n<template/>\n'],
    ['sql', 'select 1\n', '-- swarm: disable-file=file-too-long\nselect 1\n'],
    ['php', '<?php\necho 1;\n', '<?php\n// swarm: disable-file=file-too-long\necho 1;\n'],
    ['php', '<p>\n', '<p>\n'],
  ])('stands where it may in %s', (languageId, text, expected) => {
    expect(file(text, languageId)).toBe(expected);
  });

  it('adds to a directive that is there', () => {
    const text = '# swarm: disable-file=heavy-import -- why\n';
    expect(file(text, 'python')).toBe('# swarm: disable-file=heavy-import,file-too-long -- why\n');
  });

  it.each(['python', 'typescript', 'css', 'vue', 'php', 'sql'])('silences the rule in %s', (languageId) => {
    const small = settingsWith({ file: 5 });
    const text = `${languageId === 'php' ? '<?php\n' : ''}${'x\n'.repeat(10)}`;
    expect(keys(analyze(text, languageId, small))).toHaveLength(1);
    expect(keys(analyze(file(text, languageId), languageId, small))).toEqual([]);
  });

  it('is obeyed in the first ten lines only', () => {
    const small = settingsWith({ file: 5 });
    const directive = '# swarm: disable-file=file-too-long\n';
    expect(analyze('x\n'.repeat(9) + directive, 'python', small)).toEqual([]);
    expect(analyze('x\n'.repeat(10) + directive, 'python', small)).toHaveLength(1);
  });
});

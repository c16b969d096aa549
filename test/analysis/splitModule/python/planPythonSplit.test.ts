import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeSplit } from '../../../../server/analysis/splitModule/describeSplit.ts';
import { planPythonSplit } from '../../../../server/analysis/splitModule/python/planPythonSplit.ts';
import type {
  SplitContext,
  SplitFile,
  SplitPlan,
} from '../../../../server/analysis/splitModule/splitPlan.ts';
import { hasPython, runPython } from '../../python/pythonFiles.ts';

/** A module at the top of its repository. */
const alone: SplitContext = { exists: (path) => path === '.git', patched: new Set() };

const inTools: SplitContext = { exists: (path) => path === 'tools/__init__.py', patched: new Set<string>() };

/** A definition of about so many lines that uses some names. */
function definition(head: string, lines: number, uses = 'pass'): string {
  const body = Array.from({ length: lines - 2 }, (_, at) => `    value_${at} = ${at}`);
  return [head, ...body, `    ${uses}`, ''].join('\n');
}

function split(text: string, limit: number, context = alone, path = 'loader.py'): SplitPlan {
  const plan = planPythonSplit(text, path, limit, context);
  if ('why' in plan) throw new Error(plan.why);
  for (const { lines, text: own } of [plan.original, ...plan.files]) {
    expect(lines).toBeLessThanOrEqual(limit);
    expect(own.split('\n').length - 1).toBe(lines);
  }
  return plan;
}

const whyNot = (text: string, limit: number, context = alone, path = 'loader.py') => {
  const plan = planPythonSplit(text, path, limit, context);
  return 'why' in plan ? plan.why : undefined;
};
const fileWith = (plan: SplitPlan, name: string): SplitFile | undefined =>
  [plan.original, ...plan.files].find(({ names }) => names.includes(name));

const module = [
  '"""A loader."""',
  'from __future__ import annotations',
  'import os, sys',
  'from typing import (',
  '    Any,',
  '    Optional,',
  ')',
  '',
  '# How many.',
  'LIMIT = 3  # three',
  '',
  '',
  definition('def read(path: Any):', 30, 'return os.path.join(path, str(LIMIT))'),
  '',
  '# Keeps what was read.',
  '@staticmethod',
  definition('def keep(x: "Optional[int]"):', 30, 'return read(x)'),
  '',
  definition('def other():', 30, 'return sys.argv'),
  '',
  "if __name__ == '__main__':",
  '    print(other())',
  '',
].join('\n');

describe('splitting a Python module', () => {
  it('moves what belongs together, with comments, decorators and the imports it needs', () => {
    const plan = split(module, 95);
    const moved = fileWith(plan, 'read');
    expect(moved?.names).toEqual(['LIMIT', 'read', 'keep']);
    expect(moved?.text).toContain(
      'from __future__ import annotations\n\nimport os\nfrom typing import Any, Optional\n',
    );
    expect(moved?.text).toContain('# How many.\nLIMIT = 3  # three\n\n\ndef read(');
    expect(moved?.text).toContain('# Keeps what was read.\n@staticmethod\ndef keep(');
    expect(plan.original.text).toMatch(/from loader_\w+ import LIMIT, read, keep {2}# noqa: F401\n/);
    expect(plan.original.text).toContain("if __name__ == '__main__':");
  });

  it('describes the files with their sizes', () => {
    const lines = describeSplit(split(module, 95));
    expect(lines).toEqual(['loader.py: 44 lines (other)', 'loader_keep.py: 76 lines (LIMIT, read, keep)']);
  });

  it('imports from a neighbour in a package, and keeps relative imports as they are', () => {
    const text = `from . import base\n\n${definition('def f():', 30, 'return base')}\n${definition('def g():', 30)}`;
    const plan = split(text, 50, inTools, 'tools/loader.py');
    expect(plan.original.text).toContain('from .loader_');
    expect(plan.files.some((file) => file.text.includes('from . import base'))).toBe(true);
  });

  it('never takes a name that is there already', () => {
    const paths = (taken: string[]) =>
      split(module, 80, {
        exists: (path) => taken.includes(path) || path === '.git',
        patched: new Set(),
      }).files.map(({ path }) => path);
    expect(paths([])).toEqual(['loader_read.py', 'loader_keep.py']);
    expect(paths(['loader_read.py'])).toEqual(['loader_limit.py', 'loader_keep.py']);
    expect(paths(['loader_keep.py', 'loader_core.py'])).toEqual(['loader_read.py', 'loader_keep_2.py']);
  });

  it.each([
    ['a rebound global', 'state = None\n', 'global state; state = 1'],
    ['a global that it binds itself', '', 'global late; late = 1'],
    ['the name of the module', '', 'return __name__'],
    ['its globals', '', 'return globals()'],
    ['a name that is read before it is bound again', 'n = 1\nprint(n)\nn = 2\n', 'return n'],
    ['a name that may not be bound', 'try:\n    n = call()\nexcept OSError:\n    pass\n', 'return n'],
    ['what is declared alone', 'n: int\n', 'return n'],
    ['a builtin that tests replace', '', 'return open(n)'],
  ])('leaves what reads %s in its place', (_, head, use) => {
    const text = `${head}\n\n${definition('def f():', 30, use)}\n\n${definition('def g():', 30)}`;
    expect(fileWith(split(text, 50, { ...alone, patched: new Set(['open']) }), 'f')?.path).toBe('loader.py');
  });

  it('leaves doctests where a file runs those of the modules it names', () => {
    const text = `${definition('def f():', 30, '"""\n    >>> f()\n    """')}\n\n${definition('def g():', 30)}`;
    expect(fileWith(split(text, 50, { ...alone, runsDoctests: true }), 'f')?.path).toBe('loader.py');
    expect(fileWith(split(text, 50), 'f')?.path).toBe('loader_f.py');
  });

  it('leaves what depends at import on a module that a statement may have changed', () => {
    const plain = definition('def g():', 30);
    const text = `import far\n\n\n${plain}\n\nfar.setup()\n\n\n${definition('def f(a=far.value):', 30)}`;
    expect(fileWith(split(text, 50), 'f')?.path).toBe('loader.py');
  });

  it('leaves names that tests replace, and what reads them', () => {
    const plan = split(module, 110, { exists: () => false, patched: new Set(['LIMIT']) });
    expect(fileWith(plan, 'keep')?.path).toBe('loader.py');
  });

  it('keeps line endings', () => {
    const plan = split(module.replaceAll('\n', '\r\n'), 80);
    for (const { text } of [plan.original, ...plan.files]) expect(text).not.toMatch(/[^\r]\n/);
  });
});

describe('a Python module that is not divided', () => {
  it('says why', () => {
    expect(whyNot('x = 1\n', 300)).toBe('The file is within its limit of 300 lines.');
    expect(whyNot(`def broken(:\n${module}`, 80)).toBe('The file has syntax errors.');
    expect(whyNot(definition('def huge():', 90), 80)).toBe('huge alone has 90 lines; the limit is 80.');
    expect(whyNot(module, 80, alone, 'tests/test_loader.py')).toMatch(/^Test runners find tests/);
    expect(whyNot('call()\n'.repeat(90), 80)).toMatch(/^Only 0 of 90 lines can move/);
    expect(whyNot(module, 80, { ...alone, patched: undefined })).toMatch(
      /^Which of its names other files replace/,
    );
  });
});

describe.skipIf(!hasPython)('a divided Python module (needs python3)', () => {
  it('runs, and has the names and values that it had', () => {
    const folder = mkdtempSync(join(tmpdir(), 'swarm-split-'));
    const program = (path: string) =>
      `import sys; sys.path.insert(0, ${JSON.stringify(path)}); import loader; ` +
      'print(sorted(n for n in vars(loader) if not n.startswith("loader_")), loader.read("a"), loader.LIMIT)';
    try {
      writeFileSync(join(folder, 'loader.py'), module);
      const before = runPython(['-B', '-c', program(folder)]);
      const plan = split(module, 80);
      for (const { path, text } of [plan.original, ...plan.files])
        writeFileSync(join(folder, basename(path)), text);
      expect(runPython(['-B', '-c', program(folder)])).toBe(before);
      expect(before).toContain('a/3 3');
      expect(spawnSync('python3', ['-B', join(folder, 'loader.py')]).stdout.toString()).toContain(
        'loader.py',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { planPythonSplit } from '../../../../server/analysis/splitModule/python/planPythonSplit.ts';
import { hasPython, runPython } from '../../python/pythonFiles.ts';

const long = (head: string, last: string) =>
  [head, ...Array.from({ length: 40 }, (_, at) => `    value_${at} = ${at}`), `    ${last}`, '', ''].join(
    '\n',
  );
const functions = [long('def first():', 'return 1'), long('def second():', 'return first() + 1')].join('\n');
const asks = ['import logging', 'logger = logging.getLogger(__name__)', '', ''].join('\n');
const logging = (name: string) => long(`def ${name}():`, 'return logger.name');
const withLogger = `${asks}${logging('who')}\n${logging('whoElse')}`;

/** Texts of files before and after the first is divided, and what python3 prints when it runs with each. */
function runs(files: Record<string, string>, args: readonly string[], known = {}): [string, string, number] {
  const folder = mkdtempSync(join(tmpdir(), 'swarm-split-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const run = () =>
    runPython([
      '-B',
      '-c',
      `import os, runpy, sys; os.chdir(${JSON.stringify(folder)}); sys.path[0] = ''; ${args.join('; ')}`,
    ]);
  for (const [path, text] of Object.entries(files)) write(path, text);
  const before = run();
  const [path = '', text = ''] = Object.entries(files)[0] ?? [];
  const context = { exists: (other: string) => other in files, patched: new Set<string>(), ...known };
  const plan = planPythonSplit(text, path, 80, context);
  if ('why' in plan) throw new Error(plan.why);
  for (const file of [plan.original, ...plan.files]) write(file.path, file.text);
  return [before, run(), plan.files.filter((file) => file.text.includes('logger')).length];
}

describe.skipIf(!hasPython)('a divided Python module, imported in any way (needs python3)', () => {
  const guard = '\nif __name__ == "__main__":\n    print(second())\n';
  const asPackage = 'from tools.loader import second; print(second())';
  const beside = 'sys.path.insert(0, "tools"); import loader; print(loader.second())';
  const asScript = 'sys.path[0] = "tools"; runpy.run_path("tools/loader.py", run_name="__main__")';
  const asModule = 'runpy.run_module("tools.loader", run_name="__main__")';

  it.each([
    ['from a folder without __init__.py', '', {}, asPackage],
    ['by its bare name from such a folder', '', {}, beside],
    ['by its bare name from a package', '', { 'tools/__init__.py': '' }, beside],
    ['from a package, as a script too', guard, { 'tools/__init__.py': '' }, asPackage],
    ['as a script in a package', guard, { 'tools/__init__.py': '' }, asScript],
    ['with -m', guard, { 'tools/__init__.py': '' }, asModule],
    ['with -m from a folder without __init__.py', guard, {}, asModule],
  ])('runs %s', (_, more, others, program) => {
    const [before, after] = runs({ 'tools/loader.py': functions + more, ...others }, [program]);
    expect(before).toContain('2');
    expect(after).toBe(before);
  });

  it.each([
    ['of a package', 'tools/loader.py', { 'tools/__init__.py': '' }, 'from tools.loader import who'],
    ['without one', 'tools/loader.py', {}, 'sys.path.insert(0, "tools"); from loader import who'],
    ['in a namespace', 'tools/loader.py', {}, 'from tools.loader import who'],
    ['that is a package', 'tools/__init__.py', {}, 'from tools import who'],
  ])('gives the parts of a module %s the logger that it has', (_, path, others, program) => {
    const files = { [path]: withLogger, ...others };
    const [before, after, askers] = runs(files, [program, 'print(who())'], { importedByLastName: false });
    expect(after).toBe(before);
    expect(askers).toBeGreaterThan(0);
  });

  it('leaves what logs in a module that may be run, whose logger is another then', () => {
    const text = `${asks}${long('def who():', 'return logger.name')}\n${functions}\n\ndef run():\n    print(who())\n\n\nrun()\n`;
    expect(runs({ 'tools/loader.py': text }, [asScript]).slice(1)).toEqual(['__main__\n', 0]);
  });

  it('imports where its path has been prepared first', () => {
    const text = `import sys\nsys.path.append("lib")\nimport far\n\n\n${long('def first():', 'return far.value')}\n${long('def second():', 'return first()')}`;
    const program = 'sys.path.insert(0, "tools"); import loader; print(loader.second())';
    const [before, after] = runs({ 'tools/loader.py': text, 'lib/far.py': 'value = 7\n' }, [program]);
    expect([before, after]).toEqual(['7\n', '7\n']);
  });

  it('registers in the order of the text', () => {
    const registry = 'names = []\ndef register(f):\n    names.append(f.__name__)\n    return f\n';
    const registered = ['third', 'first', 'second'].map((name) => long(`@register\ndef ${name}():`, 'pass'));
    const text = `from registry import register\n\n\n${registered.join('\n')}\n${long('def plain():', 'return third')}`;
    const program = 'sys.path.insert(0, "tools"); import loader, registry; print(registry.names)';
    const [before, after] = runs({ 'tools/loader.py': text, 'tools/registry.py': registry }, [program]);
    expect(after).toBe(before);
  });
});

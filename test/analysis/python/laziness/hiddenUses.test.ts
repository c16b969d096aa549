import { describe, expect, it } from 'vitest';
import type { ImportExplanation } from '../../../../server/analysis/laziness/importExplanation.ts';
import { explainPythonImport } from '../../../../server/analysis/python/laziness/explainPythonImport.ts';
import { SourceModule } from '../../../../server/analysis/sourceModule.ts';

const facts = { importedElsewhere: new Set<string>(), patched: new Set<string>(), moduleName: 'agents.base' };

function explained(text: string, workspace = facts): ImportExplanation {
  const module = new SourceModule(text, 'python');
  const data = { module: 'torch', root: 'torch' };
  const [torch] = module.imports.filter((each) => each.module.name === 'torch');
  const start = module.lines.position(torch?.module.start ?? 0);
  const range = { start, end: module.lines.position(torch?.module.end ?? 0) };
  return explainPythonImport(module, { range, data }, { target: { major: 3, minor: 11 }, workspace });
}

const head = 'import sys\nimport torch\n\n\ndef f(x=None):\n    return torch.ones(x)\n\n\n';

const manyImports = Array.from({ length: 40 }, (_, each) => `import torch.part as part${each}\n`).join('');

describe('a function that runs while its module is imported', () => {
  it.each([
    ['by one of two names', 'g = f if sys.argv else None\ng()\n'],
    ['by a name for want of another', 'g = sys.argv and f\ng()\n'],
    ['by one name of several', 'g, h = f, 1\ng()\n'],
    ['by an annotated name', 'g: object = f\ng()\n'],
    ['by a name that an expression binds', '(g := f)\ng()\n'],
    ['by an expression that binds it', '(g := f)()\n'],
    ['by a choice', '(f if sys.argv else None)()\n'],
    ['by what a table holds later', "table = {}\ntable['x'] = f\ntable['x']()\n"],
    ['as an attribute', 'class C:\n    pass\nC.call = f\nC.call()\n'],
    ['as a method of another name', 'class C:\n    call = f\nC().call()\n'],
    ['as a part', 'from functools import partial\ng = partial(f, 1)\ng()\n'],
    ['in a loop', 'for g in (f,):\n    g()\n'],
    ['by a decorator of the module', 'def now(g):\n    g()\n    return g\n@now\ndef h():\n    return f()\n'],
    [
      'by a function of the module that is named as one that keeps it',
      'def register(g):\n    g()\nregister(f)\n',
    ],
  ])('is found: %s', (_, text) => {
    const { verdict, obstacles } = explained(head + text);
    expect(obstacles.map(({ matrixCase }) => matrixCase)).toContain(10);
    expect(verdict).toBe('no');
  });

  it.each([
    ['another name', 'g = f\n'],
    ['a table', "table = {'f': f}\n\ndef g():\n    return table['f']()\n"],
    [
      'a decorator that wraps it',
      'def log(g):\n    def w(*a):\n        return g(*a)\n    return w\n@log\ndef h():\n    return f()\n',
    ],
    ['a part of it', 'from functools import partial\ng = partial(f, 1)\n'],
  ])('is not one that only has %s', (_, text) => {
    expect(explained(head + text).verdict).toBe('safe');
  });
});

describe('an import that is read by another name than its own', () => {
  it.each([
    [
      'in a class by its private name',
      'import torch as _C__t\nclass C:\n    def m(self):\n        return __t.x\ndef f():\n    return _C__t.x\n',
    ],
    ['from the globals of a function', `${head}def g():\n    return getattr(f, '__globals__')['torch']\n`],
    [
      'in code that imports from the script',
      `${head}import timeit\ndef g():\n    timeit.timeit('torch', setup='from __main__ import torch')\n`,
    ],
    [
      'by a call in another spelling of its letters',
      `${head}def g():\n    return ｇｌｏｂａｌｓ()['torch']\n`,
    ],
    [
      'among more imports than are looked for one by one',
      `${manyImports}${head}def g():\n    return eval('torch')\n`,
    ],
  ])('is not moved: %s', (_, text) => {
    const { verdict, obstacles } = explained(text);
    expect(verdict).toBe('no');
    expect(obstacles.map(({ matrixCase }) => matrixCase)).toContain(40);
  });

  it('is not moved where another file reads any name of the module', () => {
    expect(explained(head, { ...facts, importedElsewhere: new Set(['__dict__']) }).verdict).toBe('no');
    expect(explained(head).verdict).toBe('safe');
  });
});

describe("an import of a workspace's own module that is heavy through others", () => {
  it('is moved unsafely only: what else the module does would happen later', () => {
    const module = new SourceModule('import tools\n\ndef f():\n    return tools.run()\n', 'python');
    const data = { module: 'tools', root: 'torch', chain: [{ path: 'main.py', line: 1, module: 'tools' }] };
    const range = { start: { line: 1, column: 8 }, end: { line: 1, column: 13 } };
    const context = { target: { major: 3, minor: 11 }, workspace: facts };
    const { verdict, obstacles, fixes } = explainPythonImport(module, { range, data }, context);
    expect(verdict).toBe('unsafe');
    expect(obstacles.map(({ message }) => message).join()).toContain("'tools' is this workspace's own");
    expect(fixes.some(({ safety }) => safety === 'safe')).toBe(false);
  });
});

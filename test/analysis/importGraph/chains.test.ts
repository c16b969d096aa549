import { describe, expect, it } from 'vitest';
import { chainsIn, findingsIn } from './graphOf.ts';

const agents = {
  'main.py': 'import os\nimport agents.base\n',
  'agents/__init__.py': '',
  'agents/base.py': '"""Agents."""\n\nfrom models.loader import load\n',
  'models/__init__.py': '',
  'models/loader.py': 'import json, torch.nn\n',
};

describe('a chain to a heavy module', () => {
  it('leads from the import through each file to the import of the heavy module', () => {
    expect(findingsIn(agents, 'main.py')).toMatchObject([
      {
        severity: 'minor',
        message:
          "'agents.base' is heavy: it loads 'torch.nn' through agents/base.py and models/loader.py. Import it where it is used, or make that import lazy at models/loader.py:1.",
        range: { start: { line: 2, column: 8 }, end: { line: 2, column: 19 } },
        data: {
          module: 'agents.base',
          root: 'torch',
          chain: [
            { path: 'main.py', line: 2, module: 'agents.base' },
            { path: 'agents/base.py', line: 3, module: 'models.loader' },
            { path: 'models/loader.py', line: 1, module: 'torch.nn' },
          ],
        },
        related: [
          { path: 'agents/base.py', message: "'models.loader' is imported here." },
          {
            path: 'models/loader.py',
            message: "'torch.nn' is imported here: made lazy here, 'agents.base' is light.",
          },
        ],
      },
    ]);
    expect(findingsIn(agents, 'models/loader.py')[0]?.data).toEqual({ module: 'torch.nn', root: 'torch' });
  });

  it('is the shortest, and of equal ones that of the statements that stand first', () => {
    const texts = {
      'main.py': 'import a\n',
      'a.py': 'import b\nimport c\nimport d\n',
      'b.py': 'import c\n',
      'c.py': 'import pandas\nimport torch\n',
      'd.py': 'import torch\n',
    };
    expect(chainsIn(texts, 'main.py')).toEqual(['main.py:1 a > a.py:2 c > c.py:1 pandas']);
  });

  it('runs through the __init__ of every package on the way, and is told once', () => {
    const texts = {
      'main.py': 'import a.b.c\nimport a.b.d\nimport a.b.c\n',
      'a/__init__.py': '',
      'a/b/__init__.py': 'import torch\n',
      'a/b/c.py': '',
      'a/b/d.py': '',
    };
    expect(chainsIn(texts, 'main.py')).toEqual([
      'main.py:1 a.b > a/b/__init__.py:1 torch',
      'main.py:2 a.b > a/b/__init__.py:1 torch',
    ]);
    // Whoever runs a.b.d has run a.b before: its own imports are not to blame.
    expect(chainsIn({ ...texts, 'a/b/d.py': 'import a.b.c\nfrom . import c\n' }, 'a/b/d.py')).toEqual([]);
  });

  it('tells submodules from names in `from package import …`', () => {
    const texts = {
      'main.py': 'from pkg import (\n  light,\n  heavy,\n  torch_name)\nfrom pkg.heavy import *\n',
      'pkg/__init__.py': '',
      'pkg/heavy.py': 'import torch\n',
      'pkg/light.py': '',
    };
    expect(findingsIn(texts, 'main.py').map(({ range, data }) => [range.start.line, data.module])).toEqual([
      [3, 'pkg.heavy'],
    ]);
    expect(chainsIn({ ...texts, 'main.py': 'from pkg.heavy import *\n' }, 'main.py')).toHaveLength(1);
  });

  it('follows relative imports', () => {
    const texts = {
      'top/__init__.py': '',
      'top/a/__init__.py': 'from . import one\n',
      'top/a/one.py': 'from ..b.two import x\nfrom .... import beyond\n',
      'top/b/__init__.py': '',
      'top/b/two.py': 'from .three import *\n',
      'top/b/three.py': 'import torch\n',
    };
    expect(chainsIn(texts, 'top/a/__init__.py')).toEqual([
      'top/a/__init__.py:1 top.a.one > top/a/one.py:1 top.b.two > top/b/two.py:1 top.b.three > top/b/three.py:1 torch',
    ]);
    expect(findingsIn(texts, 'top/a/one.py').map(({ data }) => data.module)).toEqual(['..b.two']);
    expect(findingsIn(texts, 'top/a/__init__.py').map(({ data }) => data.module)).toEqual(['.one']);
  });

  it('ends in circles', () => {
    const circle = { 'a.py': 'import b\n', 'b.py': 'import c\n', 'c.py': 'import a\nimport torch\n' };
    expect(chainsIn(circle, 'a.py')).toEqual(['a.py:1 b > b.py:1 c > c.py:2 torch']);
    expect(chainsIn({ ...circle, 'c.py': 'import a\n' }, 'a.py')).toEqual([]);
  });

  it('does not blame an import for what the file itself loads by another', () => {
    const texts = {
      'a.py': 'import b\nimport heavy\n',
      'b.py': 'import a\n',
      'heavy.py': 'import torch\n',
    };
    expect(chainsIn(texts, 'a.py')).toEqual(['a.py:2 heavy > heavy.py:1 torch']);
    const around = { ...texts, 'b.py': 'import a\nimport c\n', 'c.py': 'import heavy\n' };
    expect(chainsIn(around, 'a.py')).toEqual([
      'a.py:1 b > b.py:2 c > c.py:1 heavy > heavy.py:1 torch',
      'a.py:2 heavy > heavy.py:1 torch',
    ]);
  });

  it('is not told for what the file imports itself, but for another root it is', () => {
    const texts = {
      'main.py': 'import torch\nimport a\nimport b\n',
      'a.py': 'import torch\n',
      'b.py': 'import torch\nimport pandas\n',
    };
    expect(chainsIn(texts, 'main.py')).toEqual(['direct', 'main.py:3 b > b.py:2 pandas']);
  });
});

describe('what is no edge', () => {
  it.each([
    ['in a function', 'def f():\n    import torch\n'],
    ['for types only', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import torch\n'],
    ['lazy', 'lazy import torch\n'],
    ['accepted by a comment', 'import torch  # swarm: disable=heavy-import\n'],
    ['accepted for the file', '# swarm: disable-file=heavy-import\nimport torch\n'],
  ])('an import %s', (_, text) => {
    expect(chainsIn({ 'main.py': 'import a\n', 'a.py': text }, 'main.py')).toEqual([]);
  });

  it('an import that a comment accepts on the way', () => {
    const texts = {
      'main.py': 'import a\n',
      'a.py': '# swarm: disable=heavy-import\nimport b\n',
      'b.py': 'import torch\n',
    };
    expect(chainsIn(texts, 'main.py')).toEqual([]);
    expect(chainsIn({ ...texts, 'main.py': 'import b # swarm: disable=heavy-import\n' }, 'main.py')).toEqual(
      [],
    );
  });

  it('is told of 500 imports of a file and not more', () => {
    const imports = Array.from({ length: 600 }, (_, each) => `import models.loader.part${each}\n`);
    expect(chainsIn({ ...agents, 'many.py': imports.join('') }, 'many.py')).toHaveLength(500);
  });
});

describe('the best place to cut a chain', () => {
  const cuts = (texts: Readonly<Record<string, string>>) =>
    findingsIn(texts, 'main.py').map(({ message }) => message.replace(/.*where it is used/, ''));
  const elsewhere = '; other imports lead from it to heavy modules too.';

  it.each([
    [
      'one import is at the end of all ways',
      { 'a.py': 'import b, c\n', 'b.py': 'import c\n', 'c.py': 'import torch\n' },
    ],
    ['they lead in circles', { 'a.py': 'import b\n', 'b.py': 'import a, c\n', 'c.py': 'import b, torch\n' }],
  ])('is the import of the heavy module where %s', (_, texts) => {
    expect(cuts({ 'main.py': 'import a\n', ...texts })).toEqual([', or make that import lazy at c.py:1.']);
  });

  it.each([
    ['the file at the end imports another one too', { 'a.py': 'import torch\nimport pandas\n' }],
    ['the file at the end imports it twice', { 'a.py': 'import torch\nimport torch.nn\n' }],
    [
      'another file imports one too',
      { 'a.py': 'import b, c\n', 'b.py': 'import torch\n', 'c.py': 'import torch\n' },
    ],
    [
      'the package around it does',
      { 'a/__init__.py': 'import torch\n', 'a/b.py': 'import torch\n', 'main.py': 'import a.b\n' },
    ],
  ])('is the import itself where %s', (_, texts) => {
    expect(cuts({ 'main.py': 'import a\n', ...texts })).toEqual([elsewhere]);
  });

  it('does not depend on what the file itself imports', () => {
    const texts = { 'main.py': 'import torch\nimport a\n', 'a.py': 'import torch\nimport pandas\n' };
    expect(cuts(texts)).toContain(', or make that import lazy at a.py:2.');
  });
});

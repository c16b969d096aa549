import { describe, expect, it } from 'vitest';
import {
  besidesImports,
  moduleReferences,
} from '../../../server/analysis/moduleReferences/moduleReferences.ts';
import { ReferenceIndex } from '../../../server/analysis/moduleReferences/referenceIndex.ts';
import { graphOf, importsOf, type Texts } from '../importGraph/graphOf.ts';

const module = {
  'agents/__init__.py': 'import pandas\n',
  'agents/base.py': 'import torch\nimport numpy as np\nfrom yaml import load\n',
};

function facts(texts: Texts, path = 'agents/base.py'): { imported: string[]; patched: string[] } | undefined {
  const all = { ...module, ...texts };
  const index = new ReferenceIndex(graphOf(all));
  const lean = new ReferenceIndex(graphOf(all));
  for (const [each, text] of Object.entries(all)) {
    const references = moduleReferences(text);
    index.update(each, references);
    lean.update(each, besidesImports(references, importsOf(text)));
  }
  const found = index.factsOf(path);
  // What the imports of the graph tell need not be told twice.
  expect(lean.factsOf(path)).toEqual(found);
  return found && { imported: [...found.importedElsewhere].sort(), patched: [...found.patched].sort() };
}

describe('names of a module that other files import or read', () => {
  it.each([
    ['from', 'from agents.base import torch, np as numbers\n', ['np', 'torch']],
    ['from in brackets', 'from agents.base import (  # names\n    torch,\n    np,\n)\n', ['np', 'torch']],
    ['in a function', 'def f():\n    if x: from agents.base import torch\n', ['torch']],
    ['as an attribute of the module', 'import agents.base\nprint(agents.base.torch.nn)\n', ['torch']],
    ['as an attribute of its alias', 'import agents.base as b\nb.torch.zeros(3)\n', ['torch']],
    ['as an attribute of a submodule by name', 'from agents import base\nbase . np\n', ['np']],
    ['by getattr', 'from agents import base as b\ngetattr(b, "torch")\n', ['torch']],
    ['by importlib', 'import importlib\nm = importlib.import_module("agents.base")\nm.torch\n', ['torch']],
    ['all of them', 'from agents.base import *\n', ['load', 'numpy', 'torch', 'yaml']],
    ['any of them', 'from agents import base as b\nvars(b)\nfor n in x: getattr(b, n)\n', ['__dict__']],
    ['of another module', 'import other.base\nother.base.torch\nfrom torch import nn\n', []],
  ])('%s', (_, text, names) => {
    expect(facts({ 'main.py': text })?.imported).toEqual(names);
  });

  it('of the package that the root is', () => {
    const texts = { '__init__.py': 'import torch\n', 'a.py': 'from . import torch\nimport b\n' };
    expect(facts(texts, '__init__.py')?.imported).toEqual(['torch']);
  });

  it('by relative imports', () => {
    const texts = {
      'agents/sub/__init__.py': '',
      'agents/sub/a.py': 'from ..base import torch\nfrom .. import base\nbase.np\n',
    };
    expect(facts(texts)?.imported).toEqual(['np', 'torch']);
    expect(facts({ 'agents/b.py': 'from . import pandas\n' }, 'agents/__init__.py')?.imported).toEqual([
      'pandas',
    ]);
  });

  it.each([
    ['its last name', 'import base\n', true],
    ['a name in it by that', 'from base import torch\n', true],
    ['its whole name', 'import agents.base\nfrom basement import x\n', false],
  ])('tells whether a file may import it by its last name alone: %s', (_, text, expected) => {
    const index = new ReferenceIndex(graphOf({ ...module, 'main.py': text }));
    index.update('main.py', { used: '', patched: '' });
    expect(index.factsOf('agents/base.py')?.importedByLastName).toBe(expected);
  });

  it('by the module itself', () => {
    expect(facts({ 'agents/base.py': 'import agents.base\nagents.base.torch\n' })?.imported).toEqual([
      'torch',
    ]);
  });
});

describe('names of a module that tests replace', () => {
  it.each([
    [
      'mock.patch',
      'from unittest import mock\n@mock.patch("agents.base.torch")\ndef test(): pass\n',
      ['torch'],
    ],
    [
      'patch below the name',
      "from unittest.mock import patch\npatch('agents.base.torch.zeros')\n",
      ['torch'],
    ],
    ['patch.object', 'import agents.base as b\nmock.patch.object(b, "torch")\n', ['torch']],
    ['patch.multiple', 'import agents.base as b\nmock.patch.multiple(b, torch=None)\n', ['torch']],
    [
      'monkeypatch with a path',
      'def test(monkeypatch):\n  monkeypatch.setattr("agents.base.np", 1)\n',
      ['np'],
    ],
    [
      'monkeypatch',
      'from agents import base\ndef test(monkeypatch):\n  monkeypatch.setattr(\n    base, "np", 1)\n',
      ['np'],
    ],
    ['an assignment', 'from agents import base\ndef f():\n    base.np = None\n', ['np']],
    ['an augmented assignment', 'import agents.base as b\nb.np += 1\nb.torch == 2\n', ['np']],
    ['mocker', 'def test(mocker):\n  mocker.patch("agents.base.np")\n', ['np']],
    [
      'a path put together',
      'from unittest import mock\nmock.patch(f"{MODULE}.torch")\nmock.patch(M + ".np")\n',
      ['np', 'torch'],
    ],
    [
      'an object nobody knows',
      'from unittest import mock\nmock.patch.object(sys.modules["m"], "torch")\n',
      ['torch'],
    ],
    ['of another module', 'from unittest import mock\nmock.patch("agents.other.torch")\n', []],
  ])('by %s', (_, text, names) => {
    expect(facts({ 'test_base.py': text })?.patched).toEqual(names);
  });
});

it('knows nothing about a file that is not there', () => {
  expect(facts({}, 'absent.py')).toBeUndefined();
});

it('reads hostile texts in time', () => {
  for (const text of [
    'import a\n',
    'setattr(',
    'patch.object(a ',
    'a.b.',
    'a . ',
    'import a as ',
    "x = '",
    'getattr( a ',
  ])
    expect(moduleReferences(`import a\n${text.repeat(20_000)}`)).toBeDefined();
});

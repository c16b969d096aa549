import { describe, expect, it } from 'vitest';
import { analyze } from '../../../server/analysis/analyze.ts';
import { heavyModules } from '../../../server/analysis/heavyImports/heavyModules.ts';
import { lazyImportDefeated } from '../../../server/analysis/rules/lazyImportDefeated.ts';
import { settingsWith } from '../settings.ts';

const settings = { ...settingsWith(), heavyModules: heavyModules([], []) };

function found(text: string): string[] {
  return analyze(text, 'python', settings, { rules: [lazyImportDefeated] }).map(
    ({ range, message, related }) => `${range.start.line}→${related?.[0]?.range.start.line} ${message}`,
  );
}

const typing = 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from torch import nn\n';

describe('a lazy import that is loaded at once', () => {
  it.each([
    ['by a statement', 'lazy import json\nx = json.dumps(1)\n', '1→2'],
    ['by a base class', 'lazy from torch import nn\nclass A(nn.Module):\n    pass\n', '1→2'],
    ['by a decorator', 'lazy import torch\n@torch.no_grad()\ndef f():\n    pass\n', '1→2'],
    ['by a default', 'lazy import torch\ndef f(x=torch.cpu):\n    pass\n', '1→2'],
    [
      'by a helper that the module calls',
      'lazy import torch\ndef f():\n    return torch.x\ny = f()\n',
      '1→4',
    ],
    ['by a helper of a helper', 'lazy import torch\ndef f():\n    torch.x\ndef g():\n    f()\ng()\n', '1→6'],
    [
      'by the fields of a dataclass',
      'from dataclasses import dataclass\nlazy import torch\n@dataclass\nclass A:\n    x: torch.Tensor\n',
      '2→5',
    ],
    [
      'by a use of what __lazy_modules__ names',
      '__lazy_modules__ = ["torch"]\nimport torch\ntorch.x()\n',
      '2→3',
    ],
    ['by a use of what type checkers import', `${typing}class A(nn.Module):\n    pass\n`, '3→4'],
    [
      'by a call of the function that imports it',
      'def f():\n    import torch\n    return torch\nx = f()\n',
      '2→4',
    ],
    [
      'by a call of __getattr__',
      'def __getattr__(name):\n    from torch import nn\n    return nn\nnn = __getattr__("nn")\n',
      '2→4',
    ],
  ])('%s', (_, text, place) => {
    expect(found(text).map((each) => each.split(' ')[0])).toEqual([place]);
  });

  it('says what loads it', () => {
    expect(found('lazy import torch\nx = torch.ones(3)\n')).toEqual([
      "1→2 'torch' is imported lazily, but loaded at once. Line 2 uses 'torch' while the module is imported.",
    ]);
  });

  it.each([
    ['one that waits', 'lazy import torch\ndef f():\n    return torch.x\n'],
    ['annotations, which wait too', 'lazy import torch\ndef f(x: torch.Tensor):\n    return x\n'],
    [
      'the annotations of what is handed to another, or of a definition in a function',
      'lazy import torch\ndef f(x: torch.Tensor):\n    return x\nDepends(f)\ndef g():\n    @dataclass\n    class A:\n        x: torch.Tensor\n',
    ],
    ['a type in a string', 'lazy import torch\n@dataclass\nclass A:\n    x: "torch.Tensor"\n'],
    ['a call that may not come', 'lazy import torch\ndef f():\n    return torch.x\nif x:\n    f()\n'],
    ['a function handed to another', 'lazy import torch\ndef f():\n    return torch.x\nregister(f)\n'],
    ['a light module in a function', 'def f():\n    import json\nf()\n'],
    [
      'a function that only runs as a script',
      'def f():\n    import torch\nif __name__ == "__main__":\n    f()\n',
    ],
    [
      'what is bound for running as well',
      'try:\n    from torch import nn\nexcept ImportError:\n    nn = None\nx = nn\n',
    ],
    ['an identifier', 'lazy = 1\nimport torch\nx = torch\n'],
    [
      'type hints under TYPE_CHECKING',
      `from __future__ import annotations\n${typing}def f(x: nn.Module):\n    pass\n`,
    ],
    ['a broken file', 'lazy import torch\ndef f(\n'],
  ])('is not %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

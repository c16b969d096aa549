import { type MatrixCase, python315 } from './matrixCase.ts';

const no = { verdict: 'no' } as const;
const facts = { importedElsewhere: new Set<string>(), patched: new Set<string>(), moduleName: 'agents.base' };
const text = 'import torch\ndef f(x):\n    return torch.ones(x)\n';
const lazily = {
  'lazy-statement': `lazy ${text}`,
  'lazy-modules': `__lazy_modules__ = ["torch"]\n${text}`,
};

/** Cases 17 to 20 and 41: who else uses the name. */
export const names: readonly MatrixCase[] = [
  {
    case: 17,
    name: 'in __all__',
    text: `from torch import nn, ones

__all__ = ["nn", "f"]

def f(x):
    return ones(x)
`,
    verdict: 'safe',
    obstacles: [17],
    says: '__all__',
    fixes: {
      'module-getattr': `__all__ = ["nn", "f"]

def f(x):
    from torch import ones

    return ones(x)


def __getattr__(name):
    if name == "nn":
        from torch import nn

        return nn
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
`,
    },
  },
  {
    case: 17,
    name: 'in __all__, Python 3.15',
    text: 'import torch\n__all__ = ["torch"]\n',
    context: python315,
    verdict: 'safe',
    obstacles: [17],
    fixes: {
      'lazy-statement': 'lazy import torch\n__all__ = ["torch"]\n',
      'module-getattr': `__all__ = ["torch"]


def __getattr__(name):
    if name == "torch":
        import torch

        return torch
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
`,
      'lazy-modules': '__lazy_modules__ = ["torch"]\nimport torch\n__all__ = ["torch"]\n',
    },
  },
  {
    case: 17,
    name: 'in __all__ of a module with a __getattr__',
    text: 'from torch import nn\n__all__ = ["nn"]\ndef __getattr__(name):\n    raise AttributeError(name)\n',
    ...no,
    obstacles: [17],
  },
  {
    case: 17,
    name: 'in an __all__ that cannot be read',
    text: 'from x import names\nfrom torch import nn\n__all__ = [*names]\ndef f():\n    return nn\n',
    verdict: 'safe',
    obstacles: [],
  },
  { case: 18, name: 'exported under its own name', text: 'import torch as torch\n', ...no, obstacles: [18] },
  {
    case: 18,
    name: 'exported under its own name, from',
    text: 'from torch import nn as nn\ndef f():\n    return nn\n',
    context: python315,
    ...no,
    obstacles: [18],
  },
  {
    case: 19,
    name: 'imported by another file',
    text,
    context: { workspace: { ...facts, importedElsewhere: new Set(['torch']) } },
    verdict: 'safe',
    obstacles: [19],
    says: 'Another file',
    fixes: {
      'module-getattr': `def f(x):
    import torch

    return torch.ones(x)


def __getattr__(name):
    if name == "torch":
        import torch

        return torch
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
`,
    },
  },
  {
    case: 19,
    name: 'imported by another file with a star',
    text,
    context: { workspace: { ...facts, importedElsewhere: new Set(['*']) } },
    ...no,
    obstacles: [19],
  },
  {
    case: 19,
    name: 'imported by another file, Python 3.15',
    text,
    context: { ...python315, workspace: { ...facts, importedElsewhere: new Set(['*']) } },
    verdict: 'safe',
    obstacles: [19],
    fixes: lazily,
  },
  {
    case: 19,
    name: 'other files are unknown',
    text,
    context: { workspace: undefined },
    verdict: 'unsafe',
    obstacles: [19],
    says: 'not known',
  },
  {
    case: 19,
    name: 'other files are unknown, the name is private',
    text: 'import torch as _torch\ndef f(x):\n    return _torch.ones(x)\n',
    context: { workspace: undefined },
    verdict: 'safe',
    fixes: {
      'function-local': 'def f(x):\n    import torch as _torch\n\n    return _torch.ones(x)\n',
    },
  },
  {
    case: 20,
    name: 'patched by a test',
    text,
    context: { workspace: { ...facts, patched: new Set(['torch']) } },
    ...no,
    obstacles: [20],
    says: 'test',
  },
  {
    case: 20,
    name: 'patched by a test, Python 3.15',
    text,
    context: { ...python315, workspace: { ...facts, patched: new Set(['torch']) } },
    verdict: 'safe',
    obstacles: [20],
    fixes: lazily,
  },
  {
    case: 41,
    name: 'used by a doctest',
    text: 'import torch\ndef f(x):\n    """Doc.\n\n    >>> torch.ones(3)\n    """\n    return torch.ones(x)\n',
    ...no,
    obstacles: [41],
    says: 'doctest',
  },
  {
    case: 41,
    name: 'imported by the doctest itself',
    text: 'import torch\ndef f(x):\n    """Doc.\n\n    >>> import torch\n    >>> torch.ones(3)\n    """\n    return torch.ones(x)\n',
    verdict: 'safe',
  },
  {
    case: 19,
    name: 'imported for another file alone',
    text: 'from torch import nn\n',
    context: { workspace: { ...facts, importedElsewhere: new Set(['nn']) } },
    verdict: 'safe',
    obstacles: [19],
  },
  {
    case: 20,
    name: 'exported and patched by a test',
    text: 'from torch import nn\n__all__ = ["nn"]\ndef f():\n    return nn\n',
    context: { workspace: { ...facts, patched: new Set(['nn']) } },
    ...no,
    obstacles: [17, 20],
  },
  {
    case: 17,
    name: 'in __all__, other files are unknown',
    text: 'from torch import nn\n__all__ = ["nn"]\ndef f():\n    return nn\n',
    context: { workspace: undefined },
    verdict: 'unsafe',
    obstacles: [17, 19],
  },
];

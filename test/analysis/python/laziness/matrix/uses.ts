import { type MatrixCase, python315 } from './matrixCase.ts';

const no = { verdict: 'no' } as const;

/** Cases 1 to 9: where the name is used. */
export const uses: readonly MatrixCase[] = [
  {
    case: 1,
    name: 'used in one function',
    text: `import torch

def f(x):
    return torch.tensor(x)
`,
    verdict: 'safe',
    fixes: {
      'function-local': `def f(x):
    import torch

    return torch.tensor(x)
`,
    },
  },
  {
    case: 1,
    name: 'used in one function, Python 3.15',
    text: `import torch

def f(x):
    return torch.tensor(x)
`,
    context: python315,
    verdict: 'safe',
    fixes: {
      'lazy-statement': `lazy import torch

def f(x):
    return torch.tensor(x)
`,
      'function-local': `def f(x):
    import torch

    return torch.tensor(x)
`,
      'lazy-modules': `__lazy_modules__ = ["torch"]
import torch

def f(x):
    return torch.tensor(x)
`,
    },
  },
  {
    case: 2,
    name: 'used in several functions',
    text: `"""Doc."""
import os
import torch

def f(x):
    """Doc."""
    return torch.tensor(x)

def g(x): return x

def h(x): return torch.ones(x)
`,
    verdict: 'safe',
    fixes: {
      'function-local': `"""Doc."""
import os

def f(x):
    """Doc."""
    import torch

    return torch.tensor(x)

def g(x): return x

def h(x): import torch; return torch.ones(x)
`,
    },
  },
  {
    case: 3,
    name: 'used in an expression of the module',
    text: 'import torch\nx = torch.ones(3)\n',
    ...no,
    obstacles: [3],
    says: "Line 2 uses 'torch'",
  },
  {
    case: 3,
    name: 'used under a condition',
    text: 'import os\nimport torch\nif os.environ:\n    torch.set_num_threads(1)\n',
    ...no,
    obstacles: [3],
  },
  {
    case: 3,
    name: 'used to change it',
    text: 'import torch\ntorch.backends.flag = True\n',
    ...no,
    obstacles: [3],
  },
  {
    case: 3,
    name: 'used in a function and by the module',
    text: 'import torch\nx = torch.ones(3)\ndef f():\n    return torch\n',
    ...no,
    obstacles: [3],
  },
  {
    case: 3,
    name: 'used when run as a script only',
    text: `import torch

if __name__ == "__main__":
    print(torch.ones(3))
`,
    verdict: 'safe',
    fixes: {
      'function-local': `if __name__ == "__main__":
    import torch

    print(torch.ones(3))
`,
    },
  },
  {
    case: 4,
    name: 'used in an f-string of the module',
    text: 'import torch\nx = f"{torch.ones(3)}"\n',
    ...no,
    obstacles: [4],
    says: 'f-string',
  },
  {
    case: 4,
    name: 'used in a list comprehension of the module',
    text: 'import torch\nx = [torch.ones(i) for i in range(3)]\n',
    ...no,
    obstacles: [4],
    says: 'comprehension',
  },
  {
    case: 5,
    name: 'used in a generator that is consumed',
    text: 'import torch\nx = sum(torch.ones(i) for i in range(3))\n',
    ...no,
    obstacles: [5],
    says: 'generator',
  },
  {
    case: 5,
    name: 'used in a lambda that is called',
    text: 'import torch\nx = sorted([1], key=lambda i: torch.ones(i))\n',
    ...no,
    obstacles: [5],
    says: 'lambda',
  },
  {
    case: 5,
    name: 'used in a lambda that waits, Python 3.15',
    text: 'import torch\nx = lambda i: torch.ones(i)\n',
    context: python315,
    verdict: 'safe',
    obstacles: [5],
    fixes: {
      'lazy-statement': 'lazy import torch\nx = lambda i: torch.ones(i)\n',
      'lazy-modules': '__lazy_modules__ = ["torch"]\nimport torch\nx = lambda i: torch.ones(i)\n',
    },
  },
  {
    case: 5,
    name: 'used in a lambda that waits',
    text: 'import torch\nx = lambda i: torch.ones(i)\n',
    ...no,
    obstacles: [5],
    says: 'lambda',
  },
  {
    case: 6,
    name: 'used as a decorator',
    text: 'import torch\n@torch.no_grad()\ndef f():\n    pass\n',
    ...no,
    obstacles: [6],
    says: 'decorator',
  },
  {
    case: 6,
    name: 'used as the decorator of a method',
    text: 'import torch\nclass A:\n    @torch.no_grad()\n    def f(self):\n        pass\n',
    ...no,
    obstacles: [6],
  },
  {
    case: 6,
    name: 'used in a function that a decorator compiles',
    text: 'from fast import njit\nimport torch\n@njit\ndef f(x):\n    return torch.ones(x)\n',
    verdict: 'unsafe',
    obstacles: [6],
  },
  {
    case: 7,
    name: 'used as a base class',
    text: 'from torch import nn\nclass A(nn.Module):\n    pass\n',
    ...no,
    obstacles: [7],
    says: 'base class',
  },
  {
    case: 7,
    name: 'used as a metaclass',
    text: 'import torch\nclass A(metaclass=torch.Meta):\n    pass\n',
    ...no,
    obstacles: [7],
  },
  {
    case: 8,
    name: 'used in a default',
    text: 'import torch\ndef f(device=torch.device("cpu")):\n    return device\n',
    ...no,
    obstacles: [8],
    says: 'default',
  },
  {
    case: 8,
    name: 'used in the default of a lambda',
    text: 'import torch\nf = lambda device=torch.cpu: device\n',
    ...no,
    obstacles: [8],
  },
  {
    case: 9,
    name: 'used in a class body',
    text: 'import torch\nclass A:\n    device = torch.device("cpu")\n',
    ...no,
    obstacles: [9],
    says: 'class',
  },
  {
    case: 9,
    name: 'imported in a class body',
    text: 'class A:\n    import torch\n    def f(self):\n        return self.torch\n',
    ...no,
    obstacles: [9],
  },
];

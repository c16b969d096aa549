import { type MatrixCase, python315 } from './matrixCase.ts';

const no = { verdict: 'no' } as const;

/** Cases 21 to 24: what the import stands in. */
export const guards: readonly MatrixCase[] = [
  {
    case: 21,
    name: 'a flag says whether it is there',
    text: `import os
try:
    import torch
    TORCH_AVAILABLE = True
except ImportError:
    TORCH_AVAILABLE = False

def f(x):
    if TORCH_AVAILABLE:
        return torch.ones(x)
`,
    verdict: 'unsafe',
    obstacles: [21],
    says: 'try',
    fixes: {
      'availability-flag': `import importlib.util
import os
TORCH_AVAILABLE = importlib.util.find_spec("torch") is not None

def f(x):
    if TORCH_AVAILABLE:
        import torch

    if TORCH_AVAILABLE:
        return torch.ones(x)
`,
    },
  },
  {
    case: 21,
    name: 'a flag set before and behind',
    text: `import importlib.util
HAS_NN = False
try:
    from torch import nn
except (ImportError, ModuleNotFoundError):  # optional
    nn = None
else:
    HAS_NN = True

def f(x):
    return nn.Linear(x) if HAS_NN else None
`,
    ...no,
    obstacles: [21, 34],
  },
  {
    case: 21,
    name: 'a substitute',
    text: 'try:\n    import torch\nexcept ImportError:\n    class torch:\n        pass\ndef f():\n    return torch\n',
    ...no,
    obstacles: [21, 34],
  },
  {
    case: 21,
    name: 'a message',
    text: 'try:\n    import torch\nexcept ImportError:\n    print("pip install torch")\ndef f():\n    return torch\n',
    context: python315,
    ...no,
    obstacles: [21],
  },
  {
    case: 22,
    name: 'suppress',
    text: 'from contextlib import suppress\nwith suppress(ImportError):\n    import torch\ndef f():\n    return torch\n',
    context: python315,
    ...no,
    obstacles: [22],
    says: 'with',
  },
  {
    case: 23,
    name: 'a condition on the platform',
    text: `import sys
if sys.platform == "linux":
    import torch

def f(x):
    return torch.ones(x)
`,
    verdict: 'safe',
    fixes: {
      'function-local': `import sys

def f(x):
    if sys.platform == "linux":
        import torch

    return torch.ones(x)
`,
    },
  },
  {
    case: 23,
    name: 'a condition on the platform that holds more',
    text: `import sys
if sys.platform == "linux":
    import torch
    x = 1

def f(x):
    return torch.ones(x)
`,
    verdict: 'safe',
    fixes: {
      'function-local': `import sys
if sys.platform == "linux":
    x = 1

def f(x):
    if sys.platform == "linux":
        import torch

    return torch.ones(x)
`,
    },
  },
  {
    case: 23,
    name: 'a condition on the platform with an else',
    text: `import sys
if sys.platform == "linux":
    import torch
else:
    x = 1

def f(x):
    return torch.ones(x)
`,
    verdict: 'safe',
    fixes: {
      'function-local': `import sys
if sys.platform == "linux":
    pass
else:
    x = 1

def f(x):
    if sys.platform == "linux":
        import torch

    return torch.ones(x)
`,
    },
  },
  {
    case: 23,
    name: 'a condition that may change',
    text: 'import os\nif os.environ.get("X"):\n    import torch\ndef f():\n    return torch\n',
    ...no,
    obstacles: [23],
    says: 'condition',
  },
  {
    case: 23,
    name: 'a condition that may change, Python 3.15',
    text: 'import os\nif os.environ.get("X"):\n    import torch\ndef f():\n    return torch\n',
    context: python315,
    verdict: 'safe',
    obstacles: [23],
    fixes: {
      'lazy-statement':
        'import os\nif os.environ.get("X"):\n    lazy import torch\ndef f():\n    return torch\n',
      'lazy-modules':
        '__lazy_modules__ = ["torch"]\nimport os\nif os.environ.get("X"):\n    import torch\ndef f():\n    return torch\n',
    },
  },
  {
    case: 23,
    name: 'a loop',
    text: 'for i in [1]:\n    import torch\ndef f():\n    return torch\n',
    ...no,
    obstacles: [23],
  },
  {
    case: 24,
    name: 'for type checkers only',
    text: 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import torch\n',
    verdict: 'silent',
  },
];

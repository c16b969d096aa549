import type { MatrixCase } from './matrixCase.ts';

const no = { verdict: 'no' } as const;

function safe(number: number, name: string, text: string, fixed: string): MatrixCase {
  return { case: number, name, text, verdict: 'safe', fixes: { 'function-local': fixed } };
}

/** Cases 33 to 35, 39, 40, 47 and 48: which name is meant. */
export const scopes: readonly MatrixCase[] = [
  safe(
    33,
    'imported twice, both used',
    `import torch
import torch.nn

def f(x):
    return torch.nn.Linear(x)
`,
    `def f(x):
    import torch
    import torch.nn

    return torch.nn.Linear(x)
`,
  ),
  safe(
    33,
    'imported twice by two names',
    `import torch
import torch.nn.functional as F

def f(x):
    return F.relu(x)

def g(x):
    return torch.ones(x)
`,
    `def f(x):
    import torch.nn.functional as F

    return F.relu(x)

def g(x):
    import torch

    return torch.ones(x)
`,
  ),
  {
    case: 33,
    name: 'imported twice, once needed at once',
    text: 'import torch\nfrom torch import nn\nclass A(nn.Module):\n    def f(self):\n        return torch.ones(3)\n',
    ...no,
    obstacles: [7],
    says: "'nn'",
  },
  {
    case: 34,
    name: 'bound anew',
    text: 'import torch\ndef f():\n    return torch\ntorch = None\n',
    ...no,
    obstacles: [34],
    says: 'Line 4',
  },
  {
    case: 34,
    name: 'deleted',
    text: 'import torch\ndef f():\n    return torch\ndel torch\n',
    ...no,
    obstacles: [34],
  },
  {
    case: 34,
    name: 'declared global',
    text: 'import torch\ndef f():\n    global torch\n    torch = None\n',
    ...no,
    obstacles: [34],
  },
  {
    case: 34,
    name: 'defined as a function',
    text: 'import torch\ndef f():\n    return torch\ndef torch():\n    pass\n',
    ...no,
    obstacles: [34],
  },
  safe(
    35,
    'a parameter of the same name',
    `import torch

def f(torch):
    return torch.x

def g():
    return torch.x
`,
    `def f(torch):
    return torch.x

def g():
    import torch

    return torch.x
`,
  ),
  safe(
    35,
    'a local variable of the same name',
    `import torch

def f():
    torch = 1
    return torch

def g():
    return torch.x
`,
    `def f():
    torch = 1
    return torch

def g():
    import torch

    return torch.x
`,
  ),
  {
    case: 39,
    name: 'a finalizer',
    text: 'import torch\nclass A:\n    def __del__(self):\n        torch.close()\n',
    ...no,
    obstacles: [39],
    says: '__del__',
  },
  ...[
    'globals()["torch"]',
    'eval("torch.x")',
    'exec("torch.x")',
    'locals()',
    'vars()',
    'f.__globals__',
    'sys.modules[__name__].__dict__',
    'getattr(sys.modules[__name__], x)',
  ].map(
    (code): MatrixCase => ({
      case: 40,
      name: code,
      text: `import sys\nimport torch\ndef f(x):\n    torch.ones(3)\n    return ${code}\n`,
      ...no,
      obstacles: [40],
    }),
  ),
  safe(
    47,
    'named by an except clause',
    `import torch

def f(x):
    try:
        return x()
    except torch.Error:
        return None
`,
    `def f(x):
    import torch

    try:
        return x()
    except torch.Error:
        return None
`,
  ),
  safe(
    48,
    'patterns, walrus and comprehensions',
    `import torch

def f(x):
    match x:
        case torch.Tensor(shape=s):
            return s
        case [torch, *rest]:
            return rest

def g(x):
    return [y for y in x if (z := torch.ones(y)) and z]

def h(x):
    return [torch for torch in x]

def i(x):
    return [torch for y in torch.ones(x) for y in y]
`,
    `def f(x):
    match x:
        case torch.Tensor(shape=s):
            return s
        case [torch, *rest]:
            return rest

def g(x):
    import torch

    return [y for y in x if (z := torch.ones(y)) and z]

def h(x):
    return [torch for torch in x]

def i(x):
    import torch

    return [torch for y in torch.ones(x) for y in y]
`,
  ),
  {
    case: 48,
    name: 'a walrus at module level',
    text: 'import torch\ny = [(torch := x) for x in [1]]\ndef f():\n    return torch\n',
    ...no,
    obstacles: [34],
  },
  {
    case: 35,
    name: 'a parameter with the name of an import that is needed for what it loads',
    text: 'import torch\nimport torch.nn as nn\ndef f(nn):\n    return torch.nn.Linear(nn)\ndef g():\n    return nn\n',
    ...no,
    obstacles: [35],
  },
];

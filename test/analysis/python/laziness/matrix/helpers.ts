import type { MatrixCase } from './matrixCase.ts';

const no = { verdict: 'no' } as const;

/** Case 10: functions that run while the module is imported. */
export const helpers: readonly MatrixCase[] = [
  {
    case: 10,
    name: 'used by a helper that the module calls',
    text: 'import torch\ndef f():\n    return torch.ones(3)\nx = f()\n',
    ...no,
    obstacles: [10],
    says: 'f()',
  },
  {
    case: 10,
    name: 'used by a helper of a helper',
    text: 'import torch\ndef f():\n    return torch.ones(3)\ndef g():\n    return f()\nx = [g()]\n',
    ...no,
    obstacles: [10],
  },
  {
    case: 10,
    name: 'used by the constructor of an object that the module makes',
    text: 'import torch\nclass A:\n    def __init__(self):\n        self.x = torch.ones(3)\na = A()\n',
    ...no,
    obstacles: [10],
  },
  {
    case: 10,
    name: 'used by a method of an object that the module makes',
    text: 'import torch\nclass A:\n    def run(self):\n        return torch.ones(3)\nclass B(A):\n    pass\nx = B().run()\n',
    ...no,
    obstacles: [10],
  },
  {
    case: 10,
    name: 'used by a decorator of its own',
    text: 'import torch\ndef decorate(f):\n    torch.ones(3)\n    return f\n@decorate\ndef f():\n    pass\n',
    ...no,
    obstacles: [10],
  },
  {
    case: 10,
    name: 'used by a hook of subclasses',
    text: 'import torch\nclass A:\n    def __init_subclass__(cls):\n        torch.ones(3)\nclass B(A):\n    pass\n',
    ...no,
    obstacles: [10],
  },
  {
    case: 10,
    name: 'used by a constructor that nothing calls yet',
    text: `import torch
class A:
    def __init__(self):
        self.x = torch.ones(3)
class B(A):
    pass
`,
    verdict: 'safe',
    fixes: {
      'function-local': `class A:
    def __init__(self):
        import torch

        self.x = torch.ones(3)
class B(A):
    pass
`,
    },
  },
];

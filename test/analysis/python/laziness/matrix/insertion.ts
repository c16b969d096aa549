import type { MatrixCase } from './matrixCase.ts';

function safe(number: number, name: string, text: string, fixed: string): MatrixCase {
  return { case: number, name, text, verdict: 'safe', fixes: { 'function-local': fixed } };
}

/** Cases 36 to 39: where the import goes. */
export const insertion: readonly MatrixCase[] = [
  safe(
    36,
    'a docstring, comments and a global statement before the first use',
    `import torch

def f(x):  # why
    '''Doc.

    More.
    '''  # so
    # about y
    global y
    y = torch.ones(x)
`,
    `def f(x):  # why
    '''Doc.

    More.
    '''  # so
    import torch

    # about y
    global y
    y = torch.ones(x)
`,
  ),
  safe(
    36,
    'a docstring in the line of the first use',
    'import torch\ndef f():\n    "Doc."; return torch.x\n',
    'def f():\n    "Doc."; import torch; return torch.x\n',
  ),
  safe(
    36,
    'imports at the start of the function',
    `import torch

def f(x):
    import os
    return torch.ones(x, os.name)
`,
    `def f(x):
    import os
    import torch

    return torch.ones(x, os.name)
`,
  ),
  safe(
    37,
    'a closure',
    `import torch

def f(x):
    def g():
        return torch.ones(x)
    return g
`,
    `def f(x):
    import torch

    def g():
        return torch.ones(x)
    return g
`,
  ),
  safe(
    37,
    'a lambda and a class in a function',
    `import torch

def f(x):
    class A:
        y = torch.ones(x)
        def g(self, z=torch.ones(1)):
            return lambda: torch.ones(z)
    return A
`,
    `def f(x):
    import torch

    class A:
        y = torch.ones(x)
        def g(self, z=torch.ones(1)):
            return lambda: torch.ones(z)
    return A
`,
  ),
  safe(
    38,
    'a method',
    `import torch

class A:
    """Doc."""

    def f(self):
        """Doc."""

        return torch.ones(self.x)
`,
    `class A:
    """Doc."""

    def f(self):
        """Doc."""
        import torch

        return torch.ones(self.x)
`,
  ),
  safe(
    39,
    'async, generator, property',
    `import torch

async def f(x):
    return torch.ones(x)

def g(x):
    yield torch.ones(x)

class A:
    @property
    def h(self):
        return torch.ones(self.x)
`,
    `async def f(x):
    import torch

    return torch.ones(x)

def g(x):
    import torch

    yield torch.ones(x)

class A:
    @property
    def h(self):
        import torch

        return torch.ones(self.x)
`,
  ),
];

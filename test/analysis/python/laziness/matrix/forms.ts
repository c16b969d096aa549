import { type MatrixCase, python315 } from './matrixCase.ts';

const no = { verdict: 'no' } as const;

function safe(number: number, name: string, text: string, fixed: string): MatrixCase {
  return { case: number, name, text, verdict: 'safe', fixes: { 'function-local': fixed } };
}

/** Cases 25 to 32, 43, 44 and 49 to 53: how the import is written. */
export const forms: readonly MatrixCase[] = [
  {
    case: 25,
    name: 'unused',
    text: 'import torch\n',
    context: python315,
    ...no,
    obstacles: [25],
    says: 'never used',
  },
  {
    case: 25,
    name: 'unused, one of two names',
    text: 'from torch import a, b\ndef f():\n    return a\n',
    ...no,
    obstacles: [25],
  },
  {
    case: 26,
    name: 'matplotlib.use',
    text: 'import matplotlib\nmatplotlib.use("Agg")\nimport matplotlib.pyplot as plt\ndef f():\n    plt.plot()\n',
    ...no,
    obstacles: [3],
  },
  {
    case: 26,
    name: 'mpl_toolkits',
    text: 'from mpl_toolkits.mplot3d import Axes3D\ndef f():\n    return Axes3D\n',
    context: python315,
    ...no,
    obstacles: [26],
    says: 'registers',
  },
  {
    case: 26,
    name: 'a path that is taken back',
    text: 'import sys\nsys.path.insert(0, "x")\nimport torch\nsys.path.pop(0)\ndef f():\n    return torch\n',
    verdict: 'unsafe',
    obstacles: [26],
    says: 'sys.path',
  },
  {
    case: 27,
    name: 'star',
    text: 'from torch import *\ndef f():\n    return ones(3)\n',
    ...no,
    obstacles: [27],
  },
  safe(
    28,
    'a dotted module binds its first name',
    'import torch.nn\ndef f():\n    return torch.nn.Linear\n',
    'def f():\n    import torch.nn\n\n    return torch.nn.Linear\n',
  ),
  safe(
    29,
    'a dotted module with an alias',
    'import torch.nn as nn\ndef f():\n    return nn.Linear\n',
    'def f():\n    import torch.nn as nn\n\n    return nn.Linear\n',
  ),
  {
    case: 29,
    name: 'a dotted module with an alias, Python 3.15',
    text: 'import torch.nn as nn\ndef f():\n    return nn.Linear\n',
    context: python315,
    verdict: 'safe',
    fixes: {
      'lazy-statement': 'lazy import torch.nn as nn\ndef f():\n    return nn.Linear\n',
      'function-local': 'def f():\n    import torch.nn as nn\n\n    return nn.Linear\n',
      'lazy-modules':
        '__lazy_modules__ = ["torch.nn"]\nimport torch.nn as nn\ndef f():\n    return nn.Linear\n',
    },
  },
  ...(
    [
      ['import os, torch', 'import os'],
      ['import torch, os', 'import os'],
      ['import os, torch as t, sys  # why', 'import os, sys  # why'],
      ['import os; import torch', 'import os'],
      ['import torch; import os', 'import os'],
      ['import os; import torch; import sys', 'import os; import sys'],
      ['import os, \\\n    torch', 'import os'],
    ] as const
  ).map(([before, after], index) => {
    const name = before.includes(' as t') ? 't' : 'torch';
    const statement = name === 't' ? 'import torch as t' : 'import torch';
    return safe(
      index > 2 && index < 6 ? 32 : 30,
      before,
      `${before}\ndef f():\n    return ${name}.x, os, sys\n`,
      `${after}\ndef f():\n    ${statement}\n\n    return ${name}.x, os, sys\n`,
    );
  }),
  {
    case: 30,
    name: 'a list, Python 3.15',
    text: 'import os, torch\ndef f():\n    return torch.x\n',
    context: python315,
    verdict: 'safe',
    fixes: {
      'lazy-statement': 'import os\nlazy import torch\ndef f():\n    return torch.x\n',
      'function-local': 'import os\ndef f():\n    import torch\n\n    return torch.x\n',
      'lazy-modules': '__lazy_modules__ = ["torch"]\nimport os, torch\ndef f():\n    return torch.x\n',
    },
  },
  safe(
    31,
    'several lines, by two functions',
    `from torch import (  # all of it
    a,  # the first
    b as c,
    d,
)

def f():
    return a, d

def g():
    return c
`,
    `def f():
    from torch import (  # all of it
        a,  # the first
        d,
    )

    return a, d

def g():
    from torch import (  # all of it
        b as c,
    )

    return c
`,
  ),
  safe(
    31,
    'several lines',
    `from torch import (
    a,  # the first
    b,
)

def f():
    return a, b
`,
    `def f():
    from torch import (
        a,  # the first
        b,
    )

    return a, b
`,
  ),
  {
    case: 43,
    name: 'relative',
    text: 'from . import models\ndef f():\n    return models.x\n',
    verdict: 'silent',
  },
  { case: 44, name: '__future__', text: 'from __future__ import annotations\n', verdict: 'silent' },
  safe(
    49,
    'comments',
    'import torch  # type: ignore  # noqa: E402\ndef f():\n    return torch\n',
    'def f():\n    import torch  # type: ignore  # noqa: E402\n\n    return torch\n',
  ),
  safe(
    49,
    'CRLF',
    'import os\r\nimport torch\r\ndef f():\r\n    return torch\r\n',
    'import os\r\ndef f():\r\n    import torch\r\n\r\n    return torch\r\n',
  ),
  safe(
    49,
    'tabs, a BOM and a form feed',
    '\uFEFFimport torch\n\f\ndef f():\n\treturn torch',
    '\uFEFF\f\ndef f():\n\timport torch\n\n\treturn torch',
  ),
  {
    case: 49,
    name: 'a carriage return alone',
    text: 'import torch\ndef f():\r    return torch\n',
    ...no,
    obstacles: [49],
  },
  {
    case: 50,
    name: 'a syntax error elsewhere',
    text: 'import torch\ndef f():\n    return torch\nx = = 1\n',
    ...no,
    obstacles: [50],
    says: 'Line 4',
  },
  {
    case: 51,
    name: 'a cell of a notebook',
    text: 'import torch\ndef f():\n    return torch\n',
    context: { isNotebookCell: true },
    ...no,
    obstacles: [51],
    says: 'cell',
  },
  {
    case: 52,
    name: 'lazy already',
    text: 'lazy import torch\nlazy from torch import nn\n',
    verdict: 'silent',
  },
  {
    case: 52,
    name: 'lazy already, by __lazy_modules__',
    text: '__lazy_modules__ = {"torch"}\nimport torch\n',
    verdict: 'silent',
  },
  safe(
    53,
    'lazy as an identifier',
    'import torch\nlazy = 1\ndef f():\n    return lazy, torch\n',
    'lazy = 1\ndef f():\n    import torch\n\n    return lazy, torch\n',
  ),
];

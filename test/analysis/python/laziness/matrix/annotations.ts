import { type MatrixCase, python315 } from './matrixCase.ts';

const no = { verdict: 'no' } as const;
const future = 'from __future__ import annotations\n';

/** Cases 11 to 16: what is an annotation only. */
export const annotations: readonly MatrixCase[] = [
  {
    case: 11,
    name: 'evaluated with the definition',
    text: `"""Doc."""
import torch

def f(x: torch.Tensor) -> None:
    return x
`,
    verdict: 'unsafe',
    obstacles: [11],
    says: 'annotation',
    fixes: {
      'type-checking': `"""Doc."""
from __future__ import annotations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

def f(x: torch.Tensor) -> None:
    return x
`,
    },
  },
  {
    case: 11,
    name: 'a variable of the module',
    text: 'import torch\nx: torch.Tensor = None\n',
    verdict: 'unsafe',
    obstacles: [11],
  },
  {
    case: 12,
    name: 'never evaluated',
    text: `${future}import torch

def f(x: torch.Tensor) -> None:
    return x
`,
    verdict: 'safe',
    fixes: {
      'type-checking': `${future}from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

def f(x: torch.Tensor) -> None:
    return x
`,
    },
  },
  {
    case: 12,
    name: 'a block that is there already, with a use besides',
    text: `${future}
from typing import Any, TYPE_CHECKING

import torch

if TYPE_CHECKING:
    import numpy  # why

def f(x: torch.Tensor) -> Any:
    return torch.ones(x)
`,
    verdict: 'safe',
    fixes: {
      'function-local': `${future}
from typing import Any, TYPE_CHECKING

if TYPE_CHECKING:
    import numpy  # why
    import torch

def f(x: torch.Tensor) -> Any:
    import torch

    return torch.ones(x)
`,
    },
  },
  {
    case: 12,
    name: 'a variable of a function is never evaluated',
    text: 'import typing\nimport torch\n\ndef f(x):\n    y: torch.Tensor = x\n    return y\n',
    verdict: 'safe',
    fixes: {
      'type-checking':
        'import typing\n\nif typing.TYPE_CHECKING:\n    import torch\n\ndef f(x):\n    y: torch.Tensor = x\n    return y\n',
    },
  },
  {
    case: 13,
    name: 'evaluated when asked for (PEP 649)',
    text: 'import torch\n\ndef f(x: torch.Tensor):\n    return x\n',
    context: python315,
    verdict: 'safe',
    fixes: {
      'lazy-statement': 'lazy import torch\n\ndef f(x: torch.Tensor):\n    return x\n',
      'type-checking':
        'from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import torch\n\ndef f(x: torch.Tensor):\n    return x\n',
      'lazy-modules': '__lazy_modules__ = ["torch"]\nimport torch\n\ndef f(x: torch.Tensor):\n    return x\n',
    },
  },
  ...[
    'from dataclasses import dataclass\n@dataclass\nclass A:\n    x: torch.Tensor\n',
    'import dataclasses\n@dataclasses.dataclass(frozen=True)\nclass A:\n    x: torch.Tensor\n',
    'from pydantic import BaseModel\nclass A(BaseModel):\n    x: torch.Tensor\n',
    'from sqlalchemy.orm import DeclarativeBase\nclass Base(DeclarativeBase):\n    pass\nclass A(Base):\n    x: torch.Tensor\n',
    'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/")\ndef f(x: torch.Tensor):\n    return x\n',
    'from typing import NamedTuple\nclass A(NamedTuple):\n    x: torch.Tensor\n',
    'from fastapi import Depends\ndef f(x: torch.Tensor = Depends(1)):\n    return x\n',
    'from fastapi import Depends\ndef f(x: torch.Tensor):\n    return x\ndef g(y=Depends(f)):\n    return y\n',
    'def make(app):\n    @app.get("/")\n    def f(x: torch.Tensor):\n        return x\n',
    'from pydantic import BaseModel\nclass A(BaseModel):\n    x: "torch.Tensor"\n',
  ].map(
    (code): MatrixCase => ({
      case: 14,
      name: code.split('\n')[0] ?? '',
      text: `${future}import torch\n${code}`,
      ...no,
      obstacles: [14],
    }),
  ),
  {
    case: 15,
    name: 'type hints are read',
    text: `${future}import typing\nimport torch\ndef f(x: torch.Tensor):\n    return x\ndef g():\n    return typing.get_type_hints(f)\n`,
    verdict: 'unsafe',
    obstacles: [15],
    says: 'get_type_hints',
  },
  {
    case: 15,
    name: 'an unknown decorator may read annotations',
    text: `${future}import torch\nfrom x import wrap\n@wrap\ndef f(x: torch.Tensor):\n    return x\n`,
    verdict: 'unsafe',
    obstacles: [15],
  },
  {
    case: 15,
    name: 'what a function is handed to may read annotations, a thread does not',
    text: `${future}import threading\nimport torch\nimport typer\ndef f(x: torch.Tensor):\n    return x\ndef g(x: torch.Tensor):\n    return x\nthreading.Thread(target=g)\ndef main():\n    typer.run(f)\n`,
    verdict: 'unsafe',
    obstacles: [15],
    says: 'Line 11 may read the annotations of f,',
  },
  {
    case: 12,
    name: 'of a function in a function, evaluated when the outer one runs',
    text: `import torch

def make(x):
    def f(y: torch.Tensor = x) -> torch.Tensor:
        z: torch.Tensor = y
        return z

    return f
`,
    verdict: 'safe',
    fixes: {
      'function-local': `from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

def make(x):
    import torch

    def f(y: torch.Tensor = x) -> torch.Tensor:
        z: torch.Tensor = y
        return z

    return f
`,
    },
  },
  {
    case: 12,
    name: 'of a field of a class in a function, or in what runs as a script',
    text: `import torch

def make():
    class A:
        x: torch.Tensor

    return A

if __name__ == "__main__":
    def f(y: torch.Tensor):
        return y
`,
    verdict: 'safe',
    fixes: {
      'function-local': `def make():
    import torch

    class A:
        x: torch.Tensor

    return A

if __name__ == "__main__":
    import torch

    def f(y: torch.Tensor):
        return y
`,
    },
  },
  {
    case: 16,
    name: 'in strings and comments that are types',
    text: `from typing import cast
import torch

def f(x: "torch.Tensor"):
    y = cast("torch.Tensor", x)
    z = []  # type: list[torch.Tensor]
    return y, z
`,
    verdict: 'safe',
    fixes: {
      'type-checking': `from typing import cast, TYPE_CHECKING

if TYPE_CHECKING:
    import torch

def f(x: "torch.Tensor"):
    y = cast("torch.Tensor", x)
    z = []  # type: list[torch.Tensor]
    return y, z
`,
    },
  },
  {
    case: 16,
    name: 'a string annotation besides a use',
    text: `from typing import TYPE_CHECKING
import torch

def f(x: "torch.Tensor"):
    return torch.ones(x)
`,
    verdict: 'safe',
    fixes: {
      'function-local': `from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

def f(x: "torch.Tensor"):
    import torch

    return torch.ones(x)
`,
    },
  },
];

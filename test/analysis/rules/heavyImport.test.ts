import { describe, expect, it } from 'vitest';
import { analyze } from '../../../server/analysis/analyze.ts';
import { heavyModules } from '../../../server/analysis/heavyImports/heavyModules.ts';
import { heavyPackages } from '../../../server/analysis/heavyImports/heavyPackages.ts';
import { settingsWith } from '../settings.ts';

function heavy(text: string, additions: string[] = [], allow: string[] = []): string[] {
  const settings = { ...settingsWith(), heavyModules: heavyModules(additions, allow) };
  return analyze(text, 'python', settings).map((finding) => {
    const { start, end } = finding.range;
    const line = text.split('\n')[start.line - 1] ?? '';
    const { module, root } = finding.rule === 'heavy-import' ? finding.data : { module: '', root: '' };
    return `${start.line} ${line.slice(start.column - 1, end.column - 1)} ${module} ${root}`;
  });
}

describe('a heavy import at module level', () => {
  it.each([
    ['import torch', '1 torch torch torch'],
    ['import torch.nn as nn', '1 torch.nn torch.nn torch'],
    ['from torch.nn import a, b', '1 torch.nn torch.nn torch'],
    ['from torch import (\n  a,  # one\n  b\n)', '1 torch torch torch'],
    ['import os, torch', '1 torch torch torch'],
    ['import os; import torch', '1 torch torch torch'],
    ['import os, \\\n  torch', '2 torch torch torch'],
    ['try:\n    import torch\nexcept ImportError:\n    torch = None', '2 torch torch torch'],
    ['try: import torch\nexcept ImportError: pass', '1 torch torch torch'],
    ['if not TYPE_CHECKING:\n    import torch', '2 torch torch torch'],
    ['if TYPE_CHECKING:\n    x = 1\nelse:\n    import torch', '4 torch torch torch'],
    ['import torch as', '1 torch torch torch'],
    ['x = foo(\nimport torch', '2 torch torch torch'],
  ])('is found in %j', (text, expected) => {
    expect(heavy(text)).toEqual([expected]);
  });

  it.each([
    'import torchlight',
    'from . import torch',
    'from .torch import nn',
    'def f():\n    import torch',
    'def f(): import torch',
    'class A:\n    def f(self):\n        from torch import nn',
    'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import torch',
    'if typing.TYPE_CHECKING: import torch',
    'if __name__ == "__main__":\n    import torch',
    'lazy import torch',
    '"""\nimport torch\n"""',
    '# import torch',
    'x = "; import torch"',
  ])('is not found in %j', (text) => {
    expect(heavy(text)).toEqual([]);
  });

  it('follows the modules that are added and allowed', () => {
    expect(heavy('import mine.models.big', ['mine.models'])).toEqual([
      '1 mine.models.big mine.models.big mine.models',
    ]);
    expect(heavy('from mine import models, x', ['mine.models'])).toEqual([
      '1 models mine.models mine.models',
    ]);
    expect(heavy('import mine.other', ['mine.models'])).toEqual([]);
    expect(heavy('import torch\nimport numpy', [], ['torch'])).toEqual(['2 numpy numpy numpy']);
  });

  it('says of a package that only the whole of it is heavy', () => {
    const settings = { ...settingsWith(), heavyPackages: heavyPackages([], []) };
    const messages = (text: string) => analyze(text, 'javascript', settings).map(({ message }) => message);
    expect(messages("import { format } from 'date-fns';\nimport { JSDOM } from 'jsdom';\n")).toEqual([
      "'date-fns' is heavy: importing this module loads it at once. Import what you need of it by its own path, 'date-fns/…', or import it where it is used.",
      "'jsdom' is heavy: importing this module loads it at once. Import it where it is used.",
    ]);
    expect(messages("import { format } from 'date-fns/format';\n")).toEqual([]);
  });

  it('is no matter of other languages', () => {
    expect(analyze('import torch', 'typescript', settingsWith())).toEqual([]);
  });
});

describe('more heavy imports than anybody mends one by one', () => {
  it.each([
    ['python', (each: number) => `import torch.part${each}\n`],
    ['javascript', (each: number) => `import 'three/part${each}';\n`],
  ])('are told up to the last that is listed, which says how many follow: %s', (languageId, line) => {
    const settings = {
      ...settingsWith(),
      heavyModules: heavyModules([], []),
      heavyPackages: heavyPackages(['three'], []),
    };
    const told = (count: number) =>
      analyze(Array.from({ length: count }, (_, each) => line(each)).join(''), languageId, settings)
        .filter(({ rule }) => rule === 'heavy-import')
        .map(({ message }) => message);
    expect(told(500).filter((message) => message.includes('not listed'))).toEqual([]);
    expect(told(20_000)).toHaveLength(500);
    expect(told(20_000).filter((message) => message.includes('not listed'))).toEqual([
      expect.stringContaining('More of them below it, not listed: 19500.'),
    ]);
  });
});

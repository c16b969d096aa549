import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EditedText } from '../../../../server/analysis/fixes/editedText.ts';
import { explainPythonImport } from '../../../../server/analysis/python/laziness/explainPythonImport.ts';
import { parse } from '../../../../server/analysis/python/syntax/parse.ts';
import { heavyImport } from '../../../../server/analysis/rules/heavyImport.ts';
import { SourceModule } from '../../../../server/analysis/sourceModule.ts';
import { settingsWith } from '../../settings.ts';

const context = {
  target: { major: 3, minor: 11 },
  workspace: { importedElsewhere: new Set<string>(), patched: new Set<string>(), moduleName: 'agents.base' },
};

function explained(text: string) {
  const module = new SourceModule(text, 'python');
  const [finding] = heavyImport.check(module, settingsWith());
  return finding?.rule === 'heavy-import' ? explainPythonImport(module, finding, context) : undefined;
}

function fixed(text: string): string | undefined {
  const fix = explained(text)?.fixes.find(({ safety }) => safety === 'safe');
  if (!fix) return undefined;
  const edited = new EditedText(text);
  edited.apply(fix.edits);
  return edited.text;
}

const imports = fc.constantFrom(
  'import torch',
  'import torch, os  # both',
  'import os, torch as torch2, sys',
  'import sys; import torch; import os',
  'import torch.nn as nn',
  'from torch import nn, ones as o',
  'from torch import (  # all\n    nn,  # one\n    ones as o,\n)',
  'from torch import (nn,\n    ones as o)',
  'import os, \\\n    torch',
  'if sys.platform == "linux":\n    import torch',
  '\fimport torch',
  'import os',
  '"""Doc."""',
  'x = 1',
  '',
  '# a comment',
  'from typing import Any',
);
const uses = fc.constantFrom(
  'def f(x):\n    return torch.ones(x)',
  'def f(x): return nn.Linear(x)',
  'def f(x): return torch2.x',
  'class A:\n\tdef f(self):\n\t\t"""Doc."""\n\t\t# why\n\t\treturn o(torch, nn)',
  'async def f(torch):\n    return nn',
  'def f():\n    "Doc."; return torch',
  'def f():\n    import os\n    def g(): return torch\n    return g',
  'def f(x: "torch.Tensor"):\n    pass',
  'if __name__ == "__main__":\n    print(torch, nn, o)',
  '',
  'y = 2',
);
const texts = fc
  .tuple(
    fc.array(imports, { maxLength: 4 }),
    fc.array(uses, { maxLength: 5 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  .map(([head, body, lineEnd, isFinished]) => {
    const text = [...head, ...body].join('\n') + (isFinished ? '\n' : '');
    return text.replaceAll('\n', lineEnd);
  });

describe('a safe fix', () => {
  it('leaves Python behind that has no such finding, in one kind of line end', () => {
    let count = 0;
    fc.assert(
      fc.property(texts, (text) => {
        const result = fixed(text);
        if (result === undefined) return;
        count++;
        expect(parse(result).errors).toEqual([]);
        expect(explained(result)).toBeUndefined();
        if (text.includes('\r\n')) expect(result).not.toMatch(/[^\r]\n/);
      }),
      { numRuns: 1_500 },
    );
    expect(count).toBeGreaterThan(100);
  });
});

describe('an explanation', () => {
  it('is given for whatever text', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(20), fc.string({ maxLength: 3 }), (text, at, length, put) => {
        const start = at % (text.length + 1);
        const broken = text.slice(0, start) + put + text.slice(start + length);
        expect(() => explained(broken)).not.toThrow();
      }),
      { numRuns: 1_500 },
    );
  });
});

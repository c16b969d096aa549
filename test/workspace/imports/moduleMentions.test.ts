import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportGraph } from '../../../server/analysis/importGraph/importGraph.ts';
import { importStatements } from '../../../server/analysis/importGraph/importStatement.ts';
import { moduleReferences } from '../../../server/analysis/moduleReferences/moduleReferences.ts';
import { ReferenceIndex } from '../../../server/analysis/moduleReferences/referenceIndex.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { ModuleMentions } from '../../../server/workspace/imports/moduleMentions.ts';

const paths = ['a.py', 'b.py', 'p/__init__.py', 'p/a.py', 'p/q/__init__.py', 'p/q/b.py', '__init__.py'];
const statements = [
  'import a',
  'import p.a',
  'from p import a as c',
  'from . import a',
  'from .q import b',
  'from p.q import *',
  'from .. import torch',
  'a.torch',
  'p.q.b.torch()',
  "patch('p.a.torch')",
  "patch(f'{x}.torch')",
  "setattr(b, 'torch', 1)",
  "getattr(a, 'numpy')",
  'c.torch = 1',
];
const texts = fc.dictionary(
  fc.constantFrom(...paths),
  fc.array(fc.constantFrom(...statements), { maxLength: 6 }).map((each) => `${each.join('\n')}\n`),
  { minKeys: 1 },
);

type Texts = Readonly<Record<string, string>>;

/** Whether the facts of each module are the same from the files that may speak of it as from all, also after changes. */
function saysTheSame(before: Texts, after: Texts): void {
  const graph = new ImportGraph(new Set());
  const index = new ReferenceIndex(graph);
  const update = (path: string, text: string) => {
    graph.update(path, importStatements(new SourceModule(text, 'python')));
    index.update(path, moduleReferences(text));
  };
  for (const [path, text] of Object.entries(before)) update(path, text);
  const mentions = new ModuleMentions(index.references);
  for (const [path, text] of Object.entries(after)) {
    if (!(path in before)) continue;
    update(path, text);
    mentions.add(path);
  }
  for (const path of Object.keys(before))
    expect(index.factsOf(path, mentions.of(path))).toEqual(index.factsOf(path));
}

describe('the files that may speak of a module', () => {
  it('say of it whatever all files say', () => {
    const property = fc.property(texts, texts, saysTheSame);
    fc.assert(property, { numRuns: 150 });
  });

  it('are few where many speak of others', () => {
    const files = new Map([
      ['a.py', moduleReferences('import b\n')],
      ['b.py', moduleReferences('import os\nos.path\n')],
      ['c.py', moduleReferences('from d import e\n')],
    ]);
    expect([...new ModuleMentions(files).of('b.py')]).toEqual(['a.py']);
  });
});

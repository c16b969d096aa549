import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeavyImportFinding } from '../../../server/analysis/finding.ts';
import { ImportGraph } from '../../../server/analysis/importGraph/importGraph.ts';
import { HeavyImportInGraph } from '../../../server/analysis/rules/heavyImportInGraph.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { graphOf, heavyModules, importsOf, type Texts } from './graphOf.ts';

const folders = ['', 'a/', 'b/', 'a/c/', 'src/', 'src/a/'];
const stems = ['__init__', 'x', 'y', 'a', 'c'];
const paths = folders.flatMap((folder) => stems.map((stem) => `${folder}${stem}.py`));
const statements = [
  'import x',
  'import y',
  'import a',
  'import a.c.x, a.y',
  'import c.y',
  'from . import x, y',
  'from .. import x, c',
  'from .c import y',
  'from ...a import x',
  'from a import c, x',
  'from a.c import *',
  'import torch',
  'import pandas',
  'import b.x',
];

const text = fc
  .array(fc.constantFrom(...statements), { maxLength: 4 })
  .map((lines) => `${lines.join('\n')}\n`);
/** A file with a text, or without one: removed. */
const edit = fc.tuple(fc.constantFrom(...paths), fc.option(text, { nil: undefined, freq: 4 }));

/** `from a import c` loads `src/a/c.py` until `a/c` is a package, which is one without `__init__` too. */
const namespacePackageComes: [string, string | undefined][] = [
  ['__init__.py', 'import x\n'],
  ['x.py', 'from a import c, x\n'],
  ['src/a/c.py', 'import pandas\n'],
  ['a/c/y.py', '\n'],
  ['__init__.py', undefined],
];

/** Every chain of every file, by an object that may have answered before. */
function allChains(rule: HeavyImportInGraph, texts: Texts): unknown {
  return Object.keys(texts)
    .sort()
    .map((path) => [path, transitive(rule, texts, path).map(({ data, message }) => [data, message])]);
}

function transitive(rule: HeavyImportInGraph, texts: Texts, path: string): HeavyImportFinding[] {
  return rule.transitive(new SourceModule(texts[path] ?? '', 'python'), path, new Set());
}

/** The texts without the import that a finding calls the place to cut; undefined where it names none. */
function withoutCut({ message }: HeavyImportFinding, texts: Texts): Texts | undefined {
  const [, path = '', line] = /lazy at (.+):(\d+)\.$/.exec(message) ?? [];
  if (line === undefined) return undefined;
  const lines = (texts[path] ?? '').split('\n').with(Number(line) - 1, '');
  return { ...texts, [path]: lines.join('\n') };
}

describe('a graph that is kept up to date', () => {
  it('answers as one made anew, after every edit', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 25 }), (edits) => {
        const graph = new ImportGraph(heavyModules);
        const rule = new HeavyImportInGraph(graph);
        const texts: Record<string, string> = {};
        for (const [path, written] of edits) {
          if (written === undefined) {
            delete texts[path];
            graph.remove(path);
          } else {
            texts[path] = written;
            graph.update(path, importsOf(written));
          }
          expect(allChains(rule, texts)).toEqual(allChains(new HeavyImportInGraph(graphOf(texts)), texts));
        }
      }),
      { numRuns: 150, examples: [[namespacePackageComes]] },
    );
  });

  it('gives chains that are real: each link stands in the file the one before leads to, and the last is heavy', () => {
    const files = fc.array(fc.tuple(fc.constantFrom(...paths), text), { minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(files, (entries) => {
        const texts = Object.fromEntries(entries);
        const graph = graphOf(texts);
        const rule = new HeavyImportInGraph(graph);
        for (const path of Object.keys(texts)) {
          for (const { data } of transitive(rule, texts, path)) {
            const chain = data.chain ?? [];
            expect(chain[0]?.path).toBe(path);
            expect(new Set(chain.map((link) => link.path)).size).toBe(chain.length);
            chain.forEach((link, index) => {
              const line = (texts[link.path] ?? '').split('\n')[link.line - 1] ?? '';
              const node = graph.node(link.path);
              const next = graph.node(chain[index + 1]?.path ?? '');
              if (next) expect(node?.edges?.targets).toContain(next.id);
              else expect(line).toContain(`import ${link.module}`);
              expect(line).toMatch(/^(import|from) /);
            });
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('names a place to cut only where the import is light without it', () => {
    const files = fc.array(fc.tuple(fc.constantFrom(...paths), text), { minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(files, (entries) => {
        const texts = Object.fromEntries(entries);
        const rule = new HeavyImportInGraph(graphOf(texts));
        for (const path of Object.keys(texts))
          for (const finding of transitive(rule, texts, path)) {
            const cut = withoutCut(finding, texts);
            if (!cut) continue;
            const left = transitive(new HeavyImportInGraph(graphOf(cut)), cut, path);
            expect(left.map(({ data }) => data.module)).not.toContain(finding.data.module);
          }
      }),
      { numRuns: 150 },
    );
  });

  it('changes its version only where an answer may change', () => {
    const graph = graphOf({ 'a.py': 'import b\n', 'b.py': '' });
    const { version } = graph;
    graph.update('a.py', importsOf('import b\nx = 1\n'));
    expect(graph.version).toBe(version);
    graph.update('a.py', importsOf('\nimport b\n'));
    expect(graph.version).not.toBe(version);
  });
});

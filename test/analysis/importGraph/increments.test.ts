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
function allChains(rule: HeavyImportInGraph, texts: Texts): Record<string, unknown> {
  const paths = Object.keys(texts).sort();
  return Object.fromEntries(paths.map((path) => [path, chainsOf(rule, texts, path)]));
}

function chainsOf(rule: HeavyImportInGraph, texts: Texts, path: string): unknown {
  return transitive(rule, texts, path).map(({ data, message }) => [data, message]);
}

function mapped<From, To>(
  from: Readonly<Record<string, From>>,
  to: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, to(value, key)]));
}

function make(
  [path, written]: readonly [string, string | undefined],
  texts: Record<string, string>,
  graph: ImportGraph,
): void {
  if (written === undefined) {
    delete texts[path];
    graph.remove(path);
  } else {
    texts[path] = written;
    graph.update(path, importsOf(written));
  }
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
        for (const each of edits) {
          make(each, texts, graph);
          expect(allChains(rule, texts)).toEqual(allChains(new HeavyImportInGraph(graphOf(texts)), texts));
        }
      }),
      { numRuns: 150, examples: [[namespacePackageComes]] },
    );
  });

  it('gives every file whose chains have become others another version, whether or not anybody asked in between', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(edit, fc.boolean()), { minLength: 1, maxLength: 25 }), (edits) => {
        const graph = new ImportGraph(heavyModules);
        const rule = new HeavyImportInGraph(graph);
        const texts: Record<string, string> = {};
        let seen: Record<string, { readonly version: number; readonly chains: unknown }> = {};
        for (const [each, isAsked] of edits) {
          make(each, texts, graph);
          if (!isAsked) continue;
          const before = seen;
          seen = mapped(allChains(rule, texts), (chains, path) => ({
            version: graph.versionOf(path),
            chains,
          }));
          for (const [path, { version, chains }] of Object.entries(seen))
            if (before[path]?.version === version)
              expect([path, chains]).toEqual([path, before[path]?.chains]);
        }
      }),
      { numRuns: 300, examples: [[namespacePackageComes.map((each) => [each, true])]] },
    );
  });

  it('gives no file another version that leads to nothing of what has changed', () => {
    const texts = {
      'main.py': 'import a\n',
      'a.py': 'import b\n',
      'b.py': 'import torch\n',
      'c.py': 'import a\n',
    };
    const graph = graphOf(texts);
    const versions = () => Object.keys(texts).map((path) => graph.versionOf(path));
    const [main, a, b] = versions();
    graph.update('c.py', importsOf('import b\n'));
    graph.update('new.py', importsOf('import main\n'));
    expect(versions().slice(0, 3)).toEqual([main, a, b]);
    graph.update('b.py', importsOf('import pandas\n'));
    expect(versions()).toEqual(Array(4).fill(graph.version));
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

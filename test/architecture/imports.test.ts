import { describe, expect, it } from 'vitest';
import { findCircles, importsBetweenFolders, importsOf } from './imports.ts';
import { layerOf, layers } from './layers.ts';
import { projectFiles } from './projectFiles.ts';

const imports = projectFiles('server', 'client', 'scripts').flatMap(importsOf);

describe('imports of the project', () => {
  it('point only at layers below', () => {
    const wrong = imports.filter(({ from, to, relative }) => {
      const layer = layerOf(from);
      if (!relative || layer === undefined) return relative && layer === undefined;
      const target = layerOf(to);
      return target !== layer && !(target !== undefined && layers[layer]?.includes(target));
    });
    expect(wrong).toEqual([]);
  });

  it('make no circle', () => {
    expect(findCircles(imports)).toEqual([]);
  });

  it.each(['server/infrastructure', 'server/cli', 'server/workspace', 'server/configuration'])(
    'make no circle of the folders in %s, so that each stands on those before it',
    (layer) => {
      expect(findCircles(importsBetweenFolders(imports, layer))).toEqual([]);
    },
  );

  it('name the editor in the client alone', () => {
    const wrong = imports.filter(({ from, to }) => to === 'vscode' && layerOf(from) !== 'client');
    expect(wrong).toEqual([]);
  });

  it('leave analysis without input and output, editor and protocol of the language server', () => {
    const allowed = imports.filter(
      ({ from, to, relative }) => layerOf(from) === 'server/analysis' && !relative && to !== '@babel/parser',
    );
    expect(allowed).toEqual([]);
  });

  it('carry the extension of the file', () => {
    const wrong = imports.filter(
      ({ from, to, relative }) => relative && from.endsWith('.ts') && !/\.(ts|json)$/.test(to),
    );
    expect(wrong).toEqual([]);
  });
});

describe('reading imports', () => {
  const read = (text: string) => importsOf({ path: 'client/a/b.ts', text }).map(({ to }) => to);

  it('finds type-only, side-effect, dynamic, re-exporting and several-line imports', () => {
    expect(read("import type { A } from './a.ts';")).toEqual(['client/a/a.ts']);
    expect(read("import './a.ts';")).toEqual(['client/a/a.ts']);
    expect(read("const a = await import('../a.ts');")).toEqual(['client/a.ts']);
    expect(read("export type { A } from './a.ts';")).toEqual(['client/a/a.ts']);
    expect(read("import {\n  a,\n  type B,\n} from '../../server/protocol/a.ts';")).toEqual([
      'server/protocol/a.ts',
    ]);
  });

  it('takes files of one folder, however deep, for that folder', () => {
    const files = [
      {
        path: 'server/x/a/b/c.ts',
        text: "import '../d.ts';\nimport '../../e/f.ts';\nimport '../../main.ts';",
      },
    ];
    expect(importsBetweenFolders(files.flatMap(importsOf), 'server/x')).toEqual([
      { from: 'a', to: 'e', relative: true },
      { from: 'a', to: 'main.ts', relative: true },
    ]);
  });

  it('finds a circle of three files', () => {
    const files = [
      { path: 'a.ts', text: "import './b.ts';" },
      { path: 'b.ts', text: "import type { C } from './c.ts';" },
      { path: 'c.ts', text: "import './a.ts';" },
    ];
    expect(findCircles(files.flatMap(importsOf))).toEqual([['a.ts', 'b.ts', 'c.ts', 'a.ts']]);
  });
});

// The import graph of 5,000 files: made anew, and brought up to date after an edit: `node test/bench/importGraph.ts`

import { ImportGraph } from '../../server/analysis/importGraph/importGraph.ts';
import type { ImportStatement } from '../../server/analysis/importGraph/importStatement.ts';
import { HeavyImportInGraph } from '../../server/analysis/rules/heavyImportInGraph.ts';
import { SourceModule } from '../../server/analysis/sourceModule.ts';

const packages = 250;
const modulesPerPackage = 20;
const importsPerModule = 10;
const rounds = 21;
const heavyModules = new Set(['torch', 'pandas']);

/** The same numbers at every run. */
function* numbers(): Generator<number> {
  for (let seed = 1; ; ) {
    seed = (seed * 48271) % 2147483647;
    yield seed;
  }
}

const random = numbers();
const below = (limit: number): number => (random.next().value ?? 0) % limit;

function importOf(index: number): ImportStatement {
  const name = `package_${below(packages)}`;
  const module =
    below(4) === 0 ? ['os', 'json', 'requests_like'][below(3)] : `${name}.module_${below(modulesPerPackage)}`;
  return {
    module: module ?? 'os',
    level: 0,
    names: below(2) === 0 ? [] : ['one', 'two'],
    line: index + 1,
    column: 8,
  };
}

function repository(): Map<string, ImportStatement[]> {
  const files = new Map<string, ImportStatement[]>();
  for (let each = 0; each < packages; each++) {
    files.set(`src/package_${each}/__init__.py`, []);
    for (let module = 0; module < modulesPerPackage; module++)
      files.set(
        `src/package_${each}/module_${module}.py`,
        Array.from({ length: importsPerModule }, (_, at) => importOf(at)),
      );
  }
  const heavy = { module: 'torch', level: 0, names: [], line: 1, column: 8 };
  for (let each = 0; each < 40; each++) files.get(`src/package_${each}/module_0.py`)?.unshift(heavy);
  return files;
}

function built(files: ReadonlyMap<string, ImportStatement[]>): ImportGraph {
  const graph = new ImportGraph(heavyModules);
  for (const [path, imports] of files) graph.update(path, imports);
  return graph;
}

function quantiles(measure: (round: number) => void): { readonly median: number; readonly worst: number } {
  const times = Array.from({ length: rounds }, (_, round) => {
    const started = performance.now();
    measure(round);
    return performance.now() - started;
  }).sort((a, b) => a - b);
  return { median: times[rounds >> 1] ?? 0, worst: times.at(-1) ?? 0 };
}

const files = repository();
const path = 'src/package_7/module_7.py';
const text = 'import package_3.module_3\nfrom package_200 import module_9\nimport os\n';
const module = new SourceModule(text, 'python');
const imports = files.get(path) ?? [];

const heapBefore = process.memoryUsage().heapUsed;
const graph = built(files);
const rule = new HeavyImportInGraph(graph);
const find = (): number => rule.transitive(module, path, new Set()).length;
find();
globalThis.gc?.();
const heap = (process.memoryUsage().heapUsed - heapBefore) / 1e6;

const cases: Readonly<Record<string, (round: number) => void>> = {
  'made anew, with the findings of a file': () => {
    new HeavyImportInGraph(built(files)).transitive(module, path, new Set());
  },
  'an import edited': (round) => {
    graph.update(path, [
      ...imports,
      { module: `package_${round}.module_1`, level: 0, names: [], line: 20, column: 8 },
    ]);
    find();
  },
  'a line inserted above the imports': (round) => {
    graph.update(
      path,
      imports.map((each) => ({ ...each, line: each.line + round })),
    );
    find();
  },
  'a module added': (round) => {
    graph.update(`src/package_9/new_${round}.py`, []);
    find();
  },
  'a package added, which may move source roots': (round) => {
    graph.update(`src/package_9/new_${round}/__init__.py`, []);
    find();
  },
};

console.log(
  `${graph.nodes.length} modules of ${importsPerModule} imports; heap ${heap.toFixed(1)} MB${globalThis.gc ? '' : ' (before collection)'}`,
);
console.table(
  Object.fromEntries(
    Object.entries(cases).map(([name, measure]) => {
      const { median, worst } = quantiles(measure);
      return [
        name,
        {
          'median, ms': Number(median.toFixed(2)),
          'worst, ms': Number(worst.toFixed(2)),
          budget: name.startsWith('made') ? '' : 20,
        },
      ];
    }),
  ),
);

import type { Hindrance } from '../hindrance.ts';
import type { ImportFacts } from '../importFacts.ts';
import type { ImportUse } from '../importUse.ts';
import { lastName } from '../localDefinitions.ts';
import type { Destination, ImportTimePlace } from '../useSite.ts';

const caseOf: Readonly<Record<ImportTimePlace, number>> = {
  statement: 3,
  'f-string': 4,
  comprehension: 4,
  generator: 5,
  lambda: 5,
  'waiting lambda': 5,
  decorator: 6,
  'base class': 7,
  default: 8,
  'class body': 9,
};

const sayOf: Readonly<Record<ImportTimePlace, string>> = {
  statement: 'while the module is imported',
  'f-string': 'in an f-string while the module is imported',
  comprehension: 'in a comprehension that runs while the module is imported',
  generator: 'in a generator that may run while the module is imported',
  lambda: 'in a lambda that may run while the module is imported',
  'waiting lambda': 'in a lambda, which cannot hold an import: write a function instead',
  decorator: 'in a decorator, which runs while the module is imported',
  'base class': 'as a base class or metaclass while the module is imported',
  default: "as a parameter's default, which is evaluated while the module is imported",
  'class body': 'in the body of a class, which runs while the module is imported',
};

/** Cases 3 to 10 and 39: uses while the module is imported, and functions that run too early or too late. */
export function importTimeUses(facts: ImportFacts): Hindrance[] {
  return facts.uses.flatMap((use) => {
    const { site } = use;
    if (site.when === 'import') return [atImport(facts, use, site.place)];
    return site.when === 'call' ? inFunction(facts, use, site.destination) : [];
  });
}

function atImport(facts: ImportFacts, { node }: ImportUse, place: ImportTimePlace): Hindrance {
  const line = facts.module.lines.lineAt(node.start);
  const waits = place === 'waiting lambda';
  return {
    matrixCase: caseOf[place],
    node,
    message: `Line ${line} uses '${node.name}' ${sayOf[place]}.`,
    moving: 'no',
    lazy: waits ? 'none' : 'no',
  };
}

// Compilers of Python that read a function's code and know no import in it.
const compilers: ReadonlySet<string> = new Set([
  'jit',
  'njit',
  'vectorize',
  'guvectorize',
  'stencil',
  'cfunc',
  'script',
  'kernel',
  'func',
  'compile',
  'remote',
  'function',
]);

function inFunction(facts: ImportFacts, { node }: ImportUse, { function: user }: Destination): Hindrance[] {
  if (user === undefined) return [];
  const { lines } = facts.module;
  const name = user.name.name;
  const found: Hindrance[] = [];
  if (name === '__del__') {
    const message = `Line ${lines.lineAt(node.start)} uses '${node.name}' in __del__(), which may run while Python shuts down and can import nothing any more.`;
    found.push({ matrixCase: 39, node, message, moving: 'no', lazy: 'no' });
  }
  const root = facts.calls.rootCallOf(user);
  if (root) {
    const through = root.name === name ? '' : `, through ${root.name}()`;
    const message = `Line ${lines.lineAt(root.node.start)} may run ${name}() while the module is imported${through}; ${name}() uses '${node.name}' in line ${lines.lineAt(node.start)}.`;
    found.push({ matrixCase: 10, node: root.node, message, moving: 'no', lazy: 'no' });
  }
  const compiler = user.decorators.find((each) => compilers.has(lastName(each)));
  if (compiler) {
    const message = `The decorator in line ${lines.lineAt(compiler.start)} may compile ${name}() and not know imports in it.`;
    found.push({ matrixCase: 6, node: compiler, message, moving: 'unsafe', lazy: 'unsafe' });
  }
  return found;
}

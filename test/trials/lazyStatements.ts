import { parseArgs } from 'node:util';
import { executeInPyodide, pyodideModules } from './lazyImports/executeInPyodide.ts';
import { tryLazyImports } from './lazyImports/trial.ts';

// Makes the imports of the standard library lazy by PEP 810 and executes both forms with a CPython 3.15:
// node test/trials/lazyStatements.ts [--only part of a path]
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const files = (await pyodideModules()).filter(({ path }) => path.includes(values.only));
const { failures, ...figures } = await tryLazyImports(executeInPyodide, files, { major: 3, minor: 15 });
for (const { path, roots, what } of failures) console.log(`${path} [${roots.join(' ')}]\n    ${what}`);
console.table({ ...figures, failures: failures.length });
process.exitCode = failures.length > 0 ? 1 : 0;

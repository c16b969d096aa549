import { parseArgs } from 'node:util';
import { execute } from './lazyImports/executions.ts';
import { moduleFiles } from './lazyImports/moduleFiles.ts';
import { tryLazyImports } from './lazyImports/trial.ts';

// Makes the imports of real modules lazy and compares what they do: node test/trials/lazyImports.ts [--modules N]
const { values } = parseArgs({
  options: {
    modules: { type: 'string', default: '5000' },
    python: { type: 'string', default: '/usr/bin/python3' },
    only: { type: 'string' },
  },
});
const all = moduleFiles(values.python).filter(
  ({ path }) => values.only === undefined || path.includes(values.only),
);
const step = Math.max(1, all.length / Number(values.modules));
const files = Array.from(
  { length: Math.min(all.length, Number(values.modules)) },
  (_, index) => all[Math.floor(index * step)],
);
const result = await tryLazyImports(
  (jobs) => execute(values.python, jobs),
  files.filter((file) => file !== undefined),
);
const { failures, ...figures } = result;
for (const { path, roots, what } of failures) console.log(`${path} [${roots.join(' ')}]\n    ${what}`);
console.table({ ...figures, failures: failures.length });
process.exitCode = failures.length > 0 ? 1 : 0;

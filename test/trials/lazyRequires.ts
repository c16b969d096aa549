// Makes imports of real packages lazy, each by its safe fix, and runs original and rewritten text side by side.
// node test/trials/lazyRequires.ts [--modules N] [folder…]; without a folder: node_modules.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { renderTrial, tryLazyRequires } from './lazyRequires/tryLazyRequires.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  options: { modules: { type: 'string', default: '3000' } },
  allowPositionals: true,
});
const folders = positionals.length > 0 ? positionals : [path.join(root, 'node_modules')];
const trial = await tryLazyRequires(
  folders.map((folder) => path.resolve(folder)),
  Number(values.modules),
);
process.stdout.write(renderTrial(trial));
process.exitCode = trial.failures.length > 0 ? 1 : 0;

// Memory of the language server with 5,000 Python files indexed, and how long that takes: `node test/bench/workspaceIndex.ts`
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll } from '../../scripts/build.ts';
import { languageServerLaunch } from '../../server/protocol/languageServer/languageServerLaunch.ts';
import { type ServerProcess, startServerProcess } from '../language/serverProcess.ts';
import { pythonModule } from './pythonModule.ts';

const packages = 250;
const modules = 20;
const budget = 80;

/** Packages whose modules import each other; the first of all imports something heavy. */
function writeRepository(folder: string): void {
  for (let each = 0; each < packages; each++) {
    const inPackage = path.join(folder, `package_${each}`);
    mkdirSync(inPackage);
    writeFileSync(path.join(inPackage, '__init__.py'), '');
    for (let module = 0; module < modules; module++)
      writeFileSync(path.join(inPackage, `module_${module}.py`), textOf(each, module));
  }
  mkdirSync(path.join(folder, '.git'));
}

function textOf(each: number, module: number): string {
  const imports = Array.from({ length: 8 }, (_, index) => {
    const other = (each * 7 + module * 13 + index * 31) % packages;
    return `from package_${other}.module_${(module + index) % modules} import name_${index}\n`;
  });
  const heavy = each === 0 && module === 0 ? 'import torch\n' : '';
  return `import os\nimport json\n${heavy}${imports.join('')}\n${pythonModule(100)}`;
}

function residentMegabytes(pid: number | undefined): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

/** Opens a module and waits until its imports are known to lead to a heavy one. */
async function untilIndexed({ client }: ServerProcess, folder: string): Promise<number> {
  const file = path.join(folder, 'main.py');
  const uri = pathToFileURL(file).href;
  const started = performance.now();
  await client.open(uri, 'import package_3.module_3\n');
  for (let told = 0; ; told++) {
    if ((await client.problems(uri)).length > 0) return performance.now() - started;
    await client.refreshes.first(() => client.refreshes.all.length > told);
  }
}

const folder = await mkdtemp(path.join(tmpdir(), 'swarm-bench-'));
try {
  const repository = path.join(folder, 'repository');
  mkdirSync(repository);
  writeRepository(repository);
  await buildAll();
  const program = path.resolve(import.meta.dirname, '../../dist/server/language.js');
  const launch = languageServerLaunch(path.join(folder, 'compiled'));
  const server = startServerProcess(program, {}, launch);
  await server.client.initialize({ folders: [pathToFileURL(repository).href] });
  const before = residentMegabytes(server.child.pid);
  const milliseconds = await untilIndexed(server, repository);
  const after = residentMegabytes(server.child.pid);
  server.child.kill();
  console.table({
    'files indexed': { value: packages * (modules + 1), budget: '' },
    'from opening a document to its chains, ms': { value: Math.round(milliseconds), budget: '' },
    'resident memory after the start, MB': { value: Number(before.toFixed(1)), budget },
    'resident memory with all files indexed, MB': { value: Number(after.toFixed(1)), budget },
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}

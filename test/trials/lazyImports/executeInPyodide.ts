import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { peerPackages } from '../peerPackages.ts';
import type { Execution, Job } from './executions.ts';
import type { ModuleFile } from './moduleFiles.ts';

/** CPython 3.15 as WebAssembly: the first one that knows `lazy import`, and no system's package yet. */
const pyodide = ['pyodide@315.0.0-alpha.2'];

/** The part of the package that is asked. */
interface Pyodide {
  readonly FS: { writeFile(path: string, content: string): void };
  runPython(program: string): unknown;
}

const script = fileURLToPath(new URL('execute.py', import.meta.url));

// Modules of the library, without its tests, whose text is UTF-8. What is not there is not asked of the system.
const prepare = `
import sys, types
for name in ('resource', 'termios'):
    sys.modules.setdefault(name, types.ModuleType(name))
sys.path.insert(0, '/trial')
import execute, json, zipfile, os
library = next(each for each in sys.path if each.endswith('.zip'))
def modules():
    found = []
    with zipfile.ZipFile(library) as archive:
        for file in sorted(archive.namelist()):
            parts = file.removesuffix('.py').split('/')
            if not file.endswith('.py') or parts[0] in ('test', 'site-packages', 'turtledemo', 'pyodide', '_pyodide'): continue
            if not all(each.isidentifier() for each in parts) or parts[-1] in ('__main__', 'antigravity', 'this'): continue
            name = '.'.join(parts[:-1] if parts[-1] == '__init__' else parts)
            try: found.append({'name': name, 'path': f'{library}/{file}', 'text': archive.read(file).decode()})
            except UnicodeDecodeError: pass
    return json.dumps(found)
def answer(job):
    known, finders, argv = dict(sys.modules), list(sys.meta_path), list(sys.argv)
    try: return json.dumps(execute.run(json.loads(job)))
    except BaseException as error: return json.dumps({'id': json.loads(job)['id'], 'died': repr(error)[:300]})
    finally:
        sys.meta_path[:] = finders
        sys.argv[:] = argv
        for name in set(sys.modules) - set(known): del sys.modules[name]
        sys.modules.update(known)
`;

async function start(): Promise<Pyodide> {
  const { loadPyodide } = peerPackages('swarm-trial-pyodide', pyodide)('pyodide');
  const python: Pyodide = await loadPyodide({
    // Sets are printed in the same order in both runs.
    env: { PYTHONHASHSEED: '0' },
    stdout: () => undefined,
    stderr: () => undefined,
  });
  python.runPython("import os; os.mkdir('/trial')");
  python.FS.writeFile('/trial/execute.py', readFileSync(script, 'utf8'));
  python.runPython(prepare);
  return python;
}

/** The modules of the standard library that Pyodide brings. */
export async function pyodideModules(): Promise<ModuleFile[]> {
  const python = await start();
  return JSON.parse(String(python.runPython('modules()')));
}

/** Executes jobs one after the other in one interpreter, whose modules are put back after each. */
export async function executeInPyodide(jobs: readonly Job[]): Promise<Map<number, Execution>> {
  const python = await start();
  const results = new Map<number, Execution>();
  for (const job of jobs) {
    python.FS.writeFile('/trial/job.json', JSON.stringify(job));
    const execution: Execution = JSON.parse(
      String(python.runPython("answer(open('/trial/job.json', encoding='utf-8').read())")),
    );
    results.set(execution.id, execution);
  }
  return results;
}

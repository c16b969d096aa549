import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SourceModule } from '../../server/analysis/sourceModule.ts';

// Prints every span Python's own parser finds in its standard library, tests of the library left out.
const program = `
import ast, json, os, sysconfig, tokenize, warnings
warnings.simplefilter('ignore')
root = sysconfig.get_paths()['stdlib']
kinds = {ast.FunctionDef: 'function', ast.AsyncFunctionDef: 'function', ast.ClassDef: 'class'}
result = {}
for folder, folders, files in os.walk(root):
    folders[:] = [f for f in folders if f not in ('site-packages', 'dist-packages', 'test', 'tests', 'idlelib')]
    for name in files:
        path = os.path.join(folder, name)
        if not name.endswith('.py'): continue
        try:
            raw = open(path, 'rb').read().decode('utf8')
            tree = ast.parse(raw)
        except Exception: continue
        result[path] = sorted(f'{kinds[type(n)]} {n.name} {n.lineno}-{n.end_lineno}' for n in ast.walk(tree) if type(n) in kinds)
print(json.dumps(result))
`;

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!hasPython)("Python's standard library (needs python3)", () => {
  it('has the functions and classes that its own parser finds', () => {
    const output = execFileSync('python3', ['-I', '-c', program], { maxBuffer: 1 << 28 }).toString();
    const expected: Record<string, string[]> = JSON.parse(output);
    expect(Object.keys(expected).length).toBeGreaterThan(300);
    for (const [file, spans] of Object.entries(expected)) {
      const { definitions } = new SourceModule(readFileSync(file, 'utf8'), 'python');
      const found = definitions.map(
        ({ kind, name, firstLine, lastLine }) => `${kind} ${name} ${firstLine}-${lastLine}`,
      );
      expect({ file, spans: found.sort() }).toEqual({ file, spans: spans.sort() });
    }
  });
});

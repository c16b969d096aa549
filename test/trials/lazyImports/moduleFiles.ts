import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A file that Python imports by a name. */
export interface ModuleFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

// Prints the modules that can be imported from Python's library and from the packages installed, without the library's tests.
const program = `
import json, os, sys, sysconfig
skipped = {'test', 'site-packages', 'dist-packages', '__pycache__', 'turtledemo'}
roots = [sysconfig.get_paths()['stdlib'], *(each for each in sys.path if each.endswith('packages'))]
found = []
for root in roots:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in skipped and f.isidentifier())
        for file in sorted(files):
            stem, extension = os.path.splitext(file)
            if extension != '.py' or not stem.isidentifier() or stem in ('__main__', 'antigravity', 'this'): continue
            parts = os.path.relpath(folder, root).split(os.sep)
            names = [p for p in parts if p != '.'] + ([] if stem == '__init__' else [stem])
            if not names: continue
            found.append(['.'.join(names), os.path.join(folder, file)])
print(json.dumps(found))
`;

/** Modules of the given Python's standard library and of the packages that are installed for it, as far as their text is UTF-8. */
export function moduleFiles(python: string): ModuleFile[] {
  const output = execFileSync(python, ['-I', '-c', program], { maxBuffer: 1 << 26 }).toString();
  const listed: [string, string][] = JSON.parse(output);
  return listed.flatMap(([name, path]) => {
    const bytes = readFileSync(path);
    const text = bytes.toString('utf8');
    return Buffer.from(text, 'utf8').equals(bytes) ? [{ name, path, text }] : [];
  });
}

import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Files below folders with a suffix, in order of their paths; none where a folder is missing. */
export function filesBelow(folders: readonly string[], suffix: string): string[] {
  return folders.flatMap((folder) => {
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort();
    } catch {
      return [];
    }
  });
}

/** Modules of Python's standard library, its tests too, and of what Debian's packages add to it. */
export function pythonFiles(): string[] {
  const program = "import sysconfig; print(sysconfig.get_paths()['stdlib'])";
  const library = execFileSync('python3', ['-I', '-c', program], { encoding: 'utf8' }).trim();
  return filesBelow([library, '/usr/lib/python3/dist-packages'], '.py');
}

/** The text of a file in UTF-8; undefined where it is in no such encoding, which some tests of the library are. */
export function utf8Text(file: string): string | undefined {
  try {
    return new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch {
    return undefined;
  }
}

/** The Python that has a module: the one on the path, or Debian's; undefined where neither has it. */
export function pythonWith(module: string): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    (each) => spawnSync(each, ['-c', `import ${module}`]).status === 0,
  );
}

import path from 'node:path';
import type { ProjectFile } from './projectFiles.ts';

/** An import from one of our files, type-only ones included. */
export interface Import {
  readonly from: string;
  /** Path of the imported file, or the name of the package. */
  readonly to: string;
  readonly relative: boolean;
}

/** The formatter gives import statements one shape, which these read: `from '…'`, `import '…'` and `import('…')`. */
const specifiers = [
  /^(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
];

/** Every import of a file. */
export function importsOf(file: ProjectFile): Import[] {
  return specifiers.flatMap((pattern) =>
    [...file.text.matchAll(pattern)].map(([, specifier = '']) => {
      const relative = specifier.startsWith('.');
      const to = relative ? path.posix.join(path.posix.dirname(file.path), specifier) : specifier;
      return { from: file.path, to, relative };
    }),
  );
}

/** The imports within a layer as imports between the folders right below it; a file that lies there is one of its own. */
export function importsBetweenFolders(imports: readonly Import[], layer: string): Import[] {
  const folderOf = (file: string) => file.slice(layer.length + 1).split('/')[0] ?? '';
  return imports
    .filter(({ from, to }) => from.startsWith(`${layer}/`) && to.startsWith(`${layer}/`))
    .map(({ from, to, relative }) => ({ from: folderOf(from), to: folderOf(to), relative }))
    .filter(({ from, to }) => from !== to);
}

/** Circles among files, each as the files along it; empty where imports only point one way. */
export function findCircles(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to, relative } of imports)
    if (relative) targets.set(from, [...(targets.get(from) ?? []), to]);
  const circles: string[][] = [];
  const finished = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) circles.push([...trail.slice(start), file]);
    if (start >= 0 || finished.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...trail, file]);
    finished.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return circles;
}

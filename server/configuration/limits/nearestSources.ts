import type { LimitSource } from './limitSource.ts';

/**
 * The sources that are about the files of a folder, in order of precedence: of a tool that is configured in several
 * folders above them the nearest, before those whose configuration it adds to.
 * @param folder relative to the root, with forward slashes; empty for the root
 */
export function nearestSources(sources: readonly LimitSource[], folder: string): LimitSource[] {
  const around = sources.filter((source) => isAround(source.folder ?? '', folder));
  return [...Map.groupBy(around, ({ kind }) => kind).values()].flatMap(inForce);
}

function inForce(ofOneTool: readonly LimitSource[]): readonly LimitSource[] {
  if (ofOneTool.length === 1) return ofOneTool;
  const nearestFirst = ofOneTool.toSorted((a, b) => (b.folder ?? '').length - (a.folder ?? '').length);
  const only = nearestFirst.find(({ supersedes }) => supersedes === 'all');
  if (only) return [only];
  const last = nearestFirst.findIndex(({ supersedes }) => supersedes === 'above');
  return last === -1 ? nearestFirst : nearestFirst.slice(0, last + 1);
}

function isAround(outer: string, folder: string): boolean {
  return outer === '' || folder === outer || folder.startsWith(`${outer}/`);
}

/** The folder that a path lies in; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A folder and those around it, the root left out. */
export function foldersAround(folder: string): string[] {
  const names = folder.split('/').filter(Boolean);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

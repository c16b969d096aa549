import path from 'node:path';

/**
 * The path of a file relative to a folder, with forward slashes, as findings, baselines and `swarm.json` name files;
 * empty for the folder itself. Both are absolute.
 */
export function pathBelow(folder: string, file: string): string {
  const prefix = folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`;
  // Most files lie below: then it is much faster to cut than to compute.
  const below = file.startsWith(prefix) ? file.slice(prefix.length) : path.relative(folder, file);
  return slashed(below);
}

/** A path with forward slashes, whatever the platform writes. */
export function slashed(file: string): string {
  return path.sep === '/' ? file : file.replaceAll(path.sep, '/');
}

import path from 'node:path';

/**
 * Whether an absolute path is a folder's own or lies below it, links not followed. Windows compares drives and names
 * without their case, and from one drive no relative path leads to another.
 */
export function isWithin(
  folder: string,
  file: string,
  { relative, isAbsolute, sep }: Pick<path.PlatformPath, 'relative' | 'isAbsolute' | 'sep'> = path,
): boolean {
  const below = relative(folder, file);
  return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}

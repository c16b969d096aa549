import type { SplitUnit } from './splitUnit.ts';

/** Folder, name and extension of a path: `a/b.test.ts` is `a/`, `b.test` and `.ts`. */
function pathParts(path: string): [folder: string, base: string, extension: string] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = path.slice(folder.length);
  const dot = name.lastIndexOf('.');
  return [folder, name.slice(0, dot), name.slice(dot)];
}

/** A path beside the original for units: named for the largest of them, in the style of the original's name. */
export function partPath(
  path: string,
  units: readonly SplitUnit[],
  isTaken: (path: string) => boolean,
): string {
  const [folder, base, extension] = pathParts(path);
  const theme = inStyleOf(base, largestName(units));
  const joined = inStyleOf(base, `${base} ${theme}`);
  const candidates = [theme, joined, ...Array.from({ length: 98 }, (_, index) => `${joined}${index + 2}`)];
  const name = candidates.find((each) => each !== base && !isTaken(`${folder}${each}${extension}`));
  return `${folder}${name ?? joined}${extension}`;
}

function largestName(units: readonly SplitUnit[]): string {
  const size = ({ statements }: SplitUnit) =>
    statements.reduce((sum, { start, end }) => sum + end - start, 0);
  const exported = units.filter(({ statements }) =>
    statements.some(({ node }) => node.type.startsWith('Export')),
  );
  const [largest] = (exported.length > 0 ? exported : units).toSorted((a, b) => size(b) - size(a));
  return largest?.bindings[0]?.name ?? 'part';
}

/** Words in the case of another name: `kebab-case`, `snake_case`, `PascalCase`, else `camelCase`. */
function inStyleOf(style: string, name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
  if (style.includes('-')) return words.join('-');
  if (style.includes('_')) return words.join('_');
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const isPascal = /^[A-Z]/.test(style);
  return words.map((word, index) => (index > 0 || isPascal ? capital(word) : word)).join('') || 'part';
}

/** How the original imports a file beside it: with the extension that its other relative imports have. */
export function specifierOf(path: string, extension: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return `./${name.slice(0, name.lastIndexOf('.'))}${extension}`;
}

/** The extension of relative imports: as the module writes it, or as is usual; else its own in JavaScript alone. */
export function importExtension(
  path: string,
  specifiers: readonly string[],
  usual: string | undefined,
): string {
  const relative = specifiers.find((each) => /^\.\.?\//.test(each));
  if (relative !== undefined) return extensionOf(relative);
  const own = extensionOf(path);
  return usual ?? (own.includes('t') ? '' : own);
}

/** The extension of a script that a path or a specifier ends in; empty where it has none. */
export function extensionOf(path: string): string {
  return /\.[cm]?[jt]sx?$/.exec(path)?.[0] ?? '';
}

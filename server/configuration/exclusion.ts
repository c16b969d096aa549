import picomatch from 'picomatch';

/**
 * Tells whether a path, relative and with forward slashes, is excluded. A glob without a slash matches at any
 * depth; one that names a folder matches everything below it. A glob that cannot be read matches nothing.
 */
export function createExclusion(globs: readonly string[]): (relativePath: string) => boolean {
  const matchers = globs.flatMap(forms).flatMap((form) => matcher(form));
  return (relativePath) => matchers.some((matches) => matches(relativePath));
}

/** Why a glob can never do what it says, as the end of a sentence about it; undefined where it can. */
export function globProblem(glob: string): string | undefined {
  if (glob.trimStart().startsWith('!')) return 'nothing can be taken back here: a glob cannot start with !';
  return costly(glob) ? 'it has too many wildcards, braces or brackets: write several globs' : undefined;
}

function forms(glob: string): string[] {
  const rooted = glob
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(\.?\/)+/, '')
    .replace(/\/+$/, '');
  if (rooted === '') return [];
  const anchored = rooted.includes('/') || /^\.?\//.test(glob.trim()) ? rooted : `**/${rooted}`;
  return [anchored, `${anchored}/**`];
}

/**
 * What matches the whole of a path; nothing where the glob cannot be read.
 * @param dot whether a wildcard stands for hidden files too
 */
export function matcher(glob: string, dot = true): ((path: string) => boolean)[] {
  if (costly(glob)) return [];
  try {
    const matches = picomatch(withoutRepetition(glob), { dot, nonegate: true, noextglob: true });
    return [(path) => path.length <= longestPath && matches(path)];
  } catch {
    return [];
  }
}

/** Behind a bracket picomatch hands a plus on to the regular expression, where `(a+)+b` never ends; a glob means the sign. */
function withoutRepetition(glob: string): string {
  return glob.replace(/\\.|\+/gs, (found) => (found === '+' ? '\\+' : found));
}

const longestPath = 1024;

/**
 * Globs come from repositories nobody has vouched for, and become regular expressions that backtrack: many
 * wildcards against a long path of equal letters would run for hours. Honest globs stay far below these bounds.
 */
function costly(glob: string): boolean {
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  if (count(glob, /\*\*/g) > 5 || count(glob, /[{(]/g) > 3) return true;
  return glob.split('/').some((segment) => segment !== '**' && count(segment, /\*+/g) > 4);
}

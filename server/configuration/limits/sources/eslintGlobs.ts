import { type LocatedValue, listed, strings } from '../../located/locatedValue.ts';

/** Alternatives of extended globs without one in them, `?(x)` and `@(a|b)`, and the endings behind their parenthesis. */
const alternatives = /([?@])\(([^()]{0,200})\)/g;

/**
 * Globs of ESLint as ours: a flat configuration's without a slash is about the root's own files, and alternatives are
 * written with braces.
 */
export function eslintGlobs(value: LocatedValue | undefined, isFlat: boolean): string[] {
  return strings(value).map((glob) => {
    const plain = glob.replaceAll(alternatives, (_, mark: string, inner: string) => {
      const choices = inner.split('|');
      return `{${(mark === '?' ? ['', ...choices] : choices).join()}}`;
    });
    return isFlat && !plain.includes('/') ? `./${plain}` : plain;
  });
}

/** Whether a list is there and says what only running the configuration would tell, or what our globs cannot say. */
export function isUnreadable(value: LocatedValue | undefined): boolean {
  const globs = listed(value);
  return (
    value !== undefined && (globs.length === 0 || globs.some(({ scalar }) => typeof scalar !== 'string'))
  );
}

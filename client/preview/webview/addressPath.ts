import type { PreviewSide } from './messages.ts';

/**
 * The path and query that a typed address means on a side: a path, or a whole address of that side. Undefined where it
 * leads elsewhere, which the page does not show.
 */
export function addressPath(text: string, { origin, reached }: PreviewSide): string | undefined {
  const address = text.trim();
  const own = [reached, origin].find((one) => address === one || address.startsWith(`${one}/`));
  const rest = own === undefined ? address : address.slice(own.length);
  if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(rest)) return undefined;
  return plainPath(rest);
}

/** The address of a path on a side, as this window reaches it: never above what it is reached by. */
export function reachedAddress(path: string, { reached }: PreviewSide): string {
  return reached.replace(/\/$/, '') + plainPath(path);
}

/** The path as a browser would ask for it, without steps upwards. */
function plainPath(text: string): string {
  const { pathname, search, hash } = new URL(`http://side${text.startsWith('/') ? '' : '/'}${text}`);
  return pathname + search + hash;
}

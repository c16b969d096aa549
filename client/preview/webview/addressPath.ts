import type { PreviewSide } from './messages.ts';

/**
 * The path and query that a typed address means on a side: a path, or a whole address of that side. Undefined where it
 * leads elsewhere, which the page does not show.
 */
export function addressPath(text: string, { origin, reached }: PreviewSide): string | undefined {
  const address = text.trim();
  for (const own of [origin, reached]) if (address === own) return '/';
  const url = parse(address, origin);
  if (url === undefined) return undefined;
  const isOwn = [origin, reached].some((own) => parse(own, own)?.origin === url.origin);
  return isOwn ? `${url.pathname}${url.search}${url.hash}` : undefined;
}

/** The address of a path on a side, as this window reaches it. */
export function reachedAddress(path: string, { reached }: PreviewSide): string {
  const url = parse(path, reached);
  const own = parse('/', reached);
  // A path of two slashes would be another host.
  return url && own && url.origin === own.origin ? url.href : reached;
}

function parse(text: string, base: string): URL | undefined {
  const isWhole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const relative = text.startsWith('/') || isWhole ? text : `/${text}`;
  try {
    return new URL(relative, base);
  } catch {
    return undefined;
  }
}

import { memberOf } from './jsonDocument.ts';

const steps = /\.?([^.[\]"]+)|\["([^"]+)"\]|\[(\d+)\]/gu;

/** What stands at a path such as `a.b[0]["p(95)"]`; undefined where nothing does. */
export function valueAt(document: unknown, path: string): unknown {
  let value = document;
  for (const [, name, quoted, position] of path.matchAll(steps)) {
    if (position !== undefined && !Array.isArray(value)) return undefined;
    value = memberOf(value, name ?? quoted ?? position ?? '');
  }
  return value;
}

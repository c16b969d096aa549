import { UnusableReport } from './reportContent.ts';

/**
 * The value that a text is in JSON.
 * @throws {UnusableReport}
 */
export function jsonOf(chunks: Iterable<string>): unknown {
  const text = [...chunks].join('');
  if (text.trim() === '') throw new UnusableReport('is empty');
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UnusableReport(`is not JSON: ${why.replaceAll(/[\p{Cc}\s]+/gu, ' ').slice(0, 200)}`);
  }
}

/** A member of what may be an object or a list; undefined where it is none or has no such member in JSON. */
export function memberOf(value: unknown, name: string): unknown {
  if (Array.isArray(value) && name === 'length') return undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** The elements of what may be a list; empty where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What may be a text; undefined where it is none. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

import type { JsonNode, JsonObject } from './syntax/jsonNode.ts';
import { memberOf } from './syntax/jsonNode.ts';

/** Longer words in a status file are cut: they are shown, not kept. */
const maximumCharacters = 500;
const unprintable = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
const unprintables = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;
/** Words that say that there is nothing. */
const nothing = /^(?:none|no|nil|null|n\/?a|nothing|unknown|tbd|-+|\[\]|\{\}|0|false|no blockers?|none\.)$/i;

/** Text without control characters, cut where it is long; null where nothing is left. */
export function printable(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  const cut = value.slice(0, 4 * maximumCharacters);
  const text = (unprintable.test(cut) ? cut.replaceAll(unprintables, ' ') : cut).trim();
  return text === '' ? null : text.slice(0, maximumCharacters);
}

/** The words of a value: of an object those under the first of the keys that has some, of a list the first item's. */
export function wordsOf(node: JsonNode | undefined, keys: readonly string[]): string | null {
  if (node === undefined) return null;
  if (node.kind === 'scalar') return printable(node.value);
  if (node.kind === 'list') return wordsOf(node.items[0], keys);
  for (const key of keys) {
    const value = memberOf(node, key)?.value;
    const words = value?.kind === 'scalar' ? printable(value.value) : null;
    if (words !== null) return words;
  }
  return null;
}

/** Words that say something: not `none` or `n/a`. */
export function meant(words: string | null): string | null {
  return words === null || nothing.test(words) ? null : words;
}

/** A figure as a number, or in words such as `1,250 pts`; null where it is none. */
export function figureOf(node: JsonNode | undefined): number | null {
  if (node?.kind !== 'scalar') return null;
  const { value } = node;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const match = /^\s*([+-]?(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,6})?)\s*(?:pts?|points?)?\s*$/i.exec(
    value.slice(0, 60),
  );
  return match?.[1] === undefined ? null : Number(match[1].replaceAll(',', ''));
}

/** The first figure of an object under one of several names. */
export function figureUnder(object: JsonObject, keys: readonly string[]): number | null {
  for (const key of keys) {
    const figure = figureOf(memberOf(object, key)?.value);
    if (figure !== null) return figure;
  }
  return null;
}

import { parseStatusTimestamp } from '../statusTimestamp.ts';
import type { JsonNode } from '../syntax/jsonNode.ts';

const shape =
  /^(\s*\d{4}-\d{2}-\d{2})(?:([T ])\d{2}:\d{2}(:\d{2}(?:([.,])(\d{1,9}))?)?)?(\s*)(Z|UTC|[+-]\d{2}:?\d{2})?\s*$/i;

/** A moment in the shape of one that a file holds: its separator, fractions and zone; plain ISO 8601 without one. */
export function timestampLike(
  sample: string | number | boolean | null | undefined,
  moment: Date,
): string | number {
  if (typeof sample === 'number' && parseStatusTimestamp(sample) !== undefined)
    return sample > 1e11 ? moment.getTime() : Math.floor(moment.getTime() / 1000);
  const match = typeof sample === 'string' ? shape.exec(sample.slice(0, 100)) : null;
  if (!match) return `${moment.toISOString().slice(0, 19)}Z`;
  const [, , separator, seconds, point = '.', fraction, blank = '', zone] = match;
  const wall = new Date(moment.getTime() + zoneMinutes(zone, moment) * 60_000).toISOString();
  if (separator === undefined) return wall.slice(0, 10);
  const time = wall.slice(11, seconds === undefined ? 16 : 19);
  const digits =
    fraction === undefined ? '' : point + wall.slice(20, 23).padEnd(9, '0').slice(0, fraction.length);
  return `${wall.slice(0, 10)}${separator}${time}${digits}${blank}${zone ?? ''}`;
}

/** Minutes that a zone is ahead of UTC; without one that of this machine, as agents write it. */
function zoneMinutes(zone: string | undefined, moment: Date): number {
  if (zone === undefined) return -moment.getTimezoneOffset();
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

/** A word in the case of another one: `BLOCKED` like `ACTIVE`, `Blocked` like `Active`. */
export function wordLike(sample: string, word: string): string {
  const letters = sample.replaceAll(/[^\p{L}]/gu, '');
  if (letters === '' || letters === letters.toLowerCase()) return word;
  if (letters === letters.toUpperCase()) return word.toUpperCase().replaceAll('-', '_');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A string as the file writes its own: characters beyond ASCII escaped where, and only where, it escapes them. */
export function stringLike(text: string, value: string): string {
  const json = JSON.stringify(value);
  if (!/\\u[\da-f]{4}/i.test(text) || /[^\0-\x7f\uFEFF]/.test(text)) return json;
  return json.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The words of a value that is a string; empty for every other one. */
export function stringOf(node: JsonNode | undefined): string {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
}

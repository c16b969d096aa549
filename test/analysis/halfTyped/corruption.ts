/** A text after one edit that leaves it half-typed. */
export interface Corrupted {
  readonly text: string;
  /** The line, from 1, that the edit changed, took away or put in. */
  readonly line: number;
  /** Lines more than before: -1, 0 or 1. */
  readonly added: number;
}

/** A number from 0 up to, not including, 1. */
export type Random = () => number;

/** Random numbers that are the same in every run (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Edit = (line: string, random: Random, isPython: boolean) => readonly string[] | undefined;

function pick<T>(from: readonly T[], random: Random): T | undefined {
  return from[Math.floor(random() * from.length)];
}

/** Takes one of the characters that a pattern finds out of a line. */
function without(pattern: RegExp): Edit {
  return (line, random) => {
    const at = pick([...line.matchAll(pattern)], random)?.index;
    return at === undefined ? undefined : [line.slice(0, at) + line.slice(at + 1)];
  };
}

/** Puts something before or behind one of the words of a line. */
function withOneOf(python: readonly string[], javascript: readonly string[]): Edit {
  return (line, random, isPython) => {
    const at = pick([...line.matchAll(/\b/g)], random)?.index;
    const piece = pick(isPython ? python : javascript, random);
    return at === undefined || piece === undefined ? undefined : [line.slice(0, at) + piece + line.slice(at)];
  };
}

const pasted = [
  '<<<<<<< HEAD',
  '=======',
  '>>>>>>> branch',
  'asdf qwer ] zxcv',
  '  foo( bar, [',
  '} else {',
  "it's",
];

/** The eight ways in which a line is half-typed. */
export const corruptions: Readonly<Record<string, Edit>> = {
  'closing bracket missing': without(/[)\]}]/g),
  'opening bracket missing': without(/[([{]/g),
  'quote missing': without(/['"]/g),
  'end of line missing': without(/[:;{,](?=\s*$)/g),
  'line typed in part': (line, random) => {
    const blanks = line.length - line.trimStart().length;
    const length = line.trim().length;
    return length < 2 ? undefined : [line.slice(0, blanks + 1 + Math.floor(random() * (length - 1)))];
  },
  'line deleted': () => [],
  'line pasted': (line, random) => [pick(pasted, random) ?? '', line],
  'string or comment unclosed': withOneOf(['"""', "'''", '"', "'"], ['`', '/*', '"', "'"]),
};

const comment = /^\s*(?:#|\/\/|\*|\/\*)/;

/** Makes one edit of a kind in a text; undefined where no line allows it. */
export function corrupt(text: string, edit: Edit, random: Random, isPython: boolean): Corrupted | undefined {
  const lines = text.split('\n');
  for (let attempt = 0; attempt < 200; attempt++) {
    const index = Math.floor(random() * lines.length);
    const line = lines[index] ?? '';
    if (line.trim() === '' || comment.test(line)) continue;
    const edited = edit(line, random, isPython);
    if (!edited || edited[0] === line) continue;
    const changed = [...lines.slice(0, index), ...edited, ...lines.slice(index + 1)];
    return { text: changed.join('\n'), line: index + 1, added: edited.length - 1 };
  }
  return undefined;
}

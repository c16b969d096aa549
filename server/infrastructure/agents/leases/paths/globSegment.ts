import { sequencesMeet } from './sequencesMeet.ts';

/** One character of a path, as a glob gives it. */
export type GlobToken =
  | { readonly kind: 'char'; readonly char: string }
  /** `?`: any character. */
  | { readonly kind: 'any' }
  /** `*`: any number of characters. */
  | { readonly kind: 'star' }
  /** `[abc]`: one of these, all in lower case; `others` where it also takes those that are not named. */
  | { readonly kind: 'set'; readonly chars: ReadonlySet<string>; readonly others: boolean };

/** One folder or file name, as a glob gives it. */
export type GlobSegment = readonly GlobToken[];

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const any: GlobToken = { kind: 'any' };

/** Characters as file systems that ignore case and normalise compare them, so that no two spellings of a file differ. */
export function foldedChars(text: string): string[] {
  return Array.from(text.normalize('NFC'), (char) => {
    const lower = char.toLowerCase();
    return lower.length === char.length ? lower : char;
  });
}

/** A name in which nothing is special. */
export function literalSegment(name: string): GlobSegment {
  return foldedChars(name).map((char) => ({ kind: 'char', char }));
}

/** A name with `*` and `?`, and brackets where they are to mean one of several characters. */
export function globSegment(text: string, brackets: boolean): GlobSegment {
  const tokens: GlobToken[] = [];
  for (let rest = text.normalize('NFC'); rest !== ''; ) {
    const set = brackets ? /^\[[!^]?[^\]]+\]/.exec(rest)?.[0] : undefined;
    const taken = set ?? Array.from(rest)[0] ?? '';
    if (set !== undefined) tokens.push(setToken(set.slice(1, -1)));
    else if (taken === '*') tokens.push({ kind: 'star' });
    else if (taken === '?') tokens.push(any);
    else tokens.push(...literalSegment(taken));
    rest = rest.slice(taken.length);
  }
  return tokens;
}

/** What is not plain becomes any character: a lease may cover too much, never too little. */
function setToken(inner: string): GlobToken {
  const negated = /^[!^]/.test(inner);
  const listed = negated ? inner.slice(1) : inner;
  if (!/^[\x20-\x7e]+$/.test(listed) || listed.includes('[')) return any;
  const matches = (char: string) => listedHas(listed, char);
  const chars = ascii.filter((char) => matches(char) !== negated).map((char) => char.toLowerCase());
  return { kind: 'set', chars: new Set(chars), others: negated };
}

function listedHas(listed: string, char: string): boolean {
  for (let at = 0; at < listed.length; at++) {
    const [from = '', hyphen, to] = listed.slice(at, at + 3);
    if (hyphen === '-' && to !== undefined) {
      if (from <= char && char <= to) return true;
      at += 2;
    } else if (from === char) return true;
  }
  return false;
}

/** Whether one name exists that fits both. */
export function segmentsMeet(first: GlobSegment, second: GlobSegment): boolean {
  return sequencesMeet(first, second, { isRepeat: ({ kind }) => kind === 'star', meet: tokensMeet });
}

function tokensMeet(first: GlobToken, second: GlobToken): boolean {
  if (first.kind === 'char')
    return second.kind === 'char' ? first.char === second.char : has(second, first.char);
  if (second.kind === 'char') return has(first, second.char);
  if (first.kind !== 'set' || second.kind !== 'set') return true;
  return (first.others && second.others) || [...first.chars].some((char) => has(second, char));
}

function has(token: GlobToken, char: string): boolean {
  if (token.kind !== 'set') return true;
  return token.chars.has(char) || (token.others && char > '\x7f');
}

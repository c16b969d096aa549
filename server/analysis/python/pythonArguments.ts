import { isNameCharacter, startsStatement } from './pythonStatement.ts';
import { stringEnd } from './pythonString.ts';

/** Reads what brackets hold, as far as it is written; a line that begins a statement ends what is half-typed. */
class Brackets {
  /** Start and end offsets, in pairs, of what stands between the commas; nothing for what is blank. */
  readonly items: number[] = [];
  /** Offset behind the closing bracket. */
  readonly end: number;
  readonly #text: string;
  #depth = 0;
  #itemStart = -1;
  /** Lambdas whose parameters are being read: the commas between those are their own. */
  #lambdas = 0;

  constructor(text: string, open: number) {
    this.#text = text;
    let i = open;
    while (i < text.length) {
      const c = text.charCodeAt(i);
      const next = triviaEnd(text, i, c);
      if (next < 0 || (isClosing(c) && --this.#depth === 0)) break;
      if (next > i) i = next;
      else {
        if (this.#depth === 1) this.#inItem(c, i);
        if (isOpening(c)) this.#depth++;
        i = c === 34 || c === 39 ? stringEnd(text, i, -1) : i + 1;
      }
    }
    this.#endItem(i);
    this.end = i + 1;
  }

  #inItem(c: number, at: number): void {
    if (c === 44 /* , */ && this.#lambdas === 0) {
      this.#endItem(at);
      return;
    }
    if (this.#itemStart < 0) this.#itemStart = at;
    if (c === 58 /* : */ && this.#lambdas > 0) this.#lambdas--;
    if (c === 108 /* l */ && isLambda(this.#text, at)) this.#lambdas++;
  }

  #endItem(end: number): void {
    if (this.#itemStart >= 0) this.items.push(this.#itemStart, end);
    this.#itemStart = -1;
  }
}

function isLambda(text: string, at: number): boolean {
  return (
    text.startsWith('lambda', at) &&
    !isNameCharacter(text.charCodeAt(at + 6)) &&
    !isNameCharacter(text.charCodeAt(at - 1))
  );
}

/** Offset behind a blank, line end or comment; the same where there is none, -1 where a statement begins. */
function triviaEnd(text: string, at: number, c: number): number {
  if (c > 35 && c !== 92) return at;
  if (c === 32 || c === 9 || c === 13 || c === 12 || c === 92 /* \ */) return at + 1;
  if (c === 35 /* # */) {
    const end = text.indexOf('\n', at);
    return end === -1 ? text.length : end;
  }
  if (c !== 10) return at;
  let next = at + 1;
  while (text.charCodeAt(next) === 32 || text.charCodeAt(next) === 9) next++;
  return startsStatement(text, next) ? -1 : next;
}

function isOpening(c: number): boolean {
  return c === 40 || c === 91 || c === 123;
}

function isClosing(c: number): boolean {
  return c === 41 || c === 93 || c === 125;
}

/** The parentheses behind a definition's name and type parameters; undefined where there are none. */
function parenthesesBehind(text: string, nameEnd: number): Brackets | undefined {
  let open = skipBlanks(text, nameEnd);
  if (text.charCodeAt(open) === 91 /* [ */) open = skipBlanks(text, new Brackets(text, open).end);
  return text.charCodeAt(open) === 40 /* ( */ ? new Brackets(text, open) : undefined;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  for (let c = text.charCodeAt(i); c === 32 || c === 9; c = text.charCodeAt(i)) i++;
  return i;
}

/**
 * Number of parameters behind a function's name: positional-only and keyword-only ones, `*args` and `**kwargs` are one
 * each; the marks `/` and `*` are none.
 * @param bound whether the first one is `self` or `cls`, which no caller passes
 */
export function parameterCount(text: string, nameEnd: number, bound: boolean): number {
  const items = parenthesesBehind(text, nameEnd)?.items ?? [];
  let count = 0;
  for (let i = 0; i < items.length; i += 2) {
    const start = items[i] ?? 0;
    const c = text.charCodeAt(start);
    const isMark = c === 47 /* / */ || (c === 42 /* * */ && isBareStar(text, start, items[i + 1] ?? 0));
    const isReceiver = bound && i === 0 && c !== 42;
    if (!isMark && !isReceiver) count++;
  }
  return count;
}

function isBareStar(text: string, start: number, end: number): boolean {
  return text.slice(start + 1, end).trim() === '';
}

const enumBase =
  /^(?:[\p{L}_][\p{L}\p{N}_]*\s*\.\s*)*(?:[\p{L}\p{N}_]*Enum|Flag|IntFlag|TextChoices|IntegerChoices)$|^metaclass\s*=\s*(?:enum\s*\.\s*)?Enum(?:Meta|Type)$/u;

/**
 * Whether a class stands below Python's `Enum` or `Flag`, Django's choices, or an enum of the same file.
 * @param enums names of the file's enums before it
 */
export function hasEnumBase(text: string, nameEnd: number, enums: ReadonlySet<string>): boolean {
  const items = parenthesesBehind(text, nameEnd)?.items ?? [];
  for (let i = 0; i < items.length; i += 2) {
    const base = text.slice(items[i], items[i + 1]).trim();
    if (base.length < 200 && (enums.has(base) || enumBase.test(base))) return true;
  }
  return false;
}

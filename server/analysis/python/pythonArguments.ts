import { isNameCharacter, startsStatement } from './pythonStatement.ts';
import { stringEnd } from './pythonString.ts';

// What a character is inside brackets; 0 is part of what stands there.
const plain = 0;
const blank = 1;
const comma = 2;
const opening = 3;
const closing = 4;
const quote = 5;
const comment = 6;
const lineEnd = 7;
const colon = 8;
const kinds = new Uint8Array(65536);
for (const [kind, each] of [
  [blank, ' \t\r\f\\'],
  [comma, ','],
  [opening, '([{'],
  [closing, ')]}'],
  [quote, '"\''],
  [comment, '#'],
  [lineEnd, '\n'],
  [colon, ':'],
] as const)
  for (const character of each) kinds[character.charCodeAt(0)] = kind;

/** A text and its code units, which are faster to read. */
export interface ReadableText {
  readonly text: string;
  readonly units: Uint16Array;
}

/** Reads what brackets hold, as far as it is written; a line that begins a statement ends what is half-typed. */
class Brackets {
  /** Start and end offsets, in pairs, of what stands between the commas; nothing for what is blank. */
  readonly items: number[] = [];
  /** Offset behind the closing bracket. */
  readonly end: number;
  /** Whether they close, and hold no string: then nothing else has to be known of them. */
  isPlain = false;
  readonly #text: string;
  #depth = 0;
  #itemStart = -1;
  /** Lambdas whose parameters are being read: the commas between those are their own. */
  #lambdas = 0;
  #hasString = false;

  constructor({ text, units }: ReadableText, open: number) {
    this.#text = text;
    let i = open;
    while (i < text.length) {
      const kind = kinds[units[i] ?? 10];
      if (kind === plain || kind === quote) {
        if (this.#itemStart < 0) this.#itemStart = i;
        if (units[i] === 108 /* l */ && this.#depth === 1 && isLambda(text, i)) this.#lambdas++;
        if (kind === quote) this.#hasString = true;
        i = kind === quote ? stringEnd(text, i, -1) : i + 1;
      } else if (kind === blank) i++;
      else {
        const next = this.#special(kind, i);
        if (next < 0) break;
        i = next;
      }
    }
    this.#endItem(i);
    this.end = i + 1;
    this.isPlain = this.#depth === 0 && !this.#hasString;
  }

  /** Offset behind a character that is no part of an item; -1 where the brackets end. */
  #special(kind: number | undefined, at: number): number {
    if (kind === comma) {
      if (this.#depth === 1 && this.#lambdas === 0) this.#endItem(at);
    } else if (kind === colon) {
      if (this.#depth === 1 && this.#lambdas > 0) this.#lambdas--;
    } else if (kind === opening) {
      if (this.#depth++ > 0 && this.#itemStart < 0) this.#itemStart = at;
    } else if (kind === closing) {
      if (--this.#depth === 0) return -1;
    } else if (kind === comment) {
      const end = this.#text.indexOf('\n', at);
      return end === -1 ? this.#text.length : end;
    } else if (startsStatement(this.#text, skipBlanks(this.#text, at + 1))) return -1;
    return at + 1;
  }

  #endItem(end: number): void {
    if (this.#itemStart >= 0) this.items.push(this.#itemStart, end);
    this.#itemStart = -1;
  }
}

function isLambda(text: string, at: number): boolean {
  if (!text.startsWith('lambda', at)) return false;
  return !isNameCharacter(text.charCodeAt(at + 6)) && !isNameCharacter(text.charCodeAt(at - 1));
}

/** The parentheses behind a definition's name and type parameters; undefined where there are none. */
function parenthesesBehind(source: ReadableText, nameEnd: number): Brackets | undefined {
  const { text, units } = source;
  let open = skipBlanks(text, nameEnd);
  if (units[open] === 91 /* [ */) open = skipBlanks(text, new Brackets(source, open).end);
  return units[open] === 40 /* ( */ ? new Brackets(source, open) : undefined;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  for (let c = text.charCodeAt(i); c === 32 || c === 9; c = text.charCodeAt(i)) i++;
  return i;
}

/** The parameters of a function. */
export interface Parameters {
  /** Positional-only and keyword-only ones, `*args` and `**kwargs` are one each; the marks `/` and `*` are none. */
  readonly count: number;
  /** Offset behind them where nothing in them is of interest to anybody else; -1 otherwise. */
  readonly plainEnd: number;
}

const noParameters: Parameters = { count: 0, plainEnd: -1 };

/**
 * The parameters behind a function's name.
 * @param bound whether the first one is `self` or `cls`, which no caller passes
 */
export function parametersBehind(source: ReadableText, nameEnd: number, bound: boolean): Parameters {
  const brackets = parenthesesBehind(source, nameEnd);
  if (!brackets) return noParameters;
  const { items } = brackets;
  let count = 0;
  for (let i = 0; i < items.length; i += 2) {
    const start = items[i] ?? 0;
    const c = source.units[start];
    const isMark =
      c === 47 /* / */ || (c === 42 /* * */ && isBareStar(source.text, start, items[i + 1] ?? 0));
    const isReceiver = bound && i === 0 && c !== 42;
    if (!isMark && !isReceiver) count++;
  }
  return { count, plainEnd: brackets.isPlain ? brackets.end : -1 };
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
export function hasEnumBase(source: ReadableText, nameEnd: number, enums: ReadonlySet<string>): boolean {
  const items = parenthesesBehind(source, nameEnd)?.items ?? [];
  for (let i = 0; i < items.length; i += 2) {
    const base = source.text.slice(items[i], items[i + 1]).trim();
    if (base.length < 200 && (enums.has(base) || enumBase.test(base))) return true;
  }
  return false;
}

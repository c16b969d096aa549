import { addressOf } from '../memory.ts';

/** What a name means for the structure of a text; `plain` for most. */
export enum Word {
  Plain = 0,
  Function = 1,
  Class = 2,
  Interface = 3,
  Type = 4,
  Async = 5,
  /** `if`, `for`, `while`, `switch`, `catch`, `with`: a parenthesis and a block follow. */
  Control = 6,
  /** `return`, `typeof` and others: an expression follows. */
  Prefix = 7,
  /** `in`, `instanceof`, `of`, `as`, `satisfies`: go on with an expression. */
  Infix = 8,
  /** `else`, `do`, `try`, `finally`: a statement follows. */
  Branch = 9,
  /** `const`, `let`, `var`: a declared name follows. */
  Declaration = 10,
  /** `extends`, `implements`, `keyof`, `is` and others: a type follows. */
  TypeOperator = 11,
  /** `export` and `import`: begin statements of a module. */
  Module = 12,
  /** `void`: an operator or, in TypeScript, a type. */
  Void = 13,
  /** `require`: loads a module where it is called. */
  Require = 14,
  Enum = 15,
}

/** A number under which no two words share a place; one that shares the place of another ends the program. */
const multiplier: u32 = 0xd6645fa9;
/** Number of a word, from 1, by its first two letters and its length. */
const places: usize = memory.data(256);
/** By number: sixteen code units that have the bits of its letters, and such that have all bits in their places. */
const letters: usize = memory.data(64 * 32);
const masks: usize = memory.data(64 * 32);
const lengths: usize = memory.data(64);
const meanings: usize = memory.data(64);
/** By what a word means: whether an expression follows it. */
const beforeExpression: usize = memory.data(16);
let count: usize = 0;

function placeOf(twoLetters: u32, length: i32): usize {
  return places + (((twoLetters + ((length as u32) << 8)) * multiplier) >>> 24);
}

function add(meaning: Word, words: string): void {
  let start = 0;
  for (let end = 1; end <= words.length; end++) {
    if (end < words.length && words.charCodeAt(end) !== 32) continue;
    addWord(meaning, words, start, end);
    start = end + 1;
  }
}

function addWord(meaning: Word, words: string, start: i32, end: i32): void {
  count++;
  for (let i = start; i < end; i++) {
    const place = count * 32 + (((i - start) as usize) << 1);
    store<u16>(letters + place, words.charCodeAt(i) as u16);
    store<u16>(masks + place, 0xffff);
  }
  store<u8>(lengths + count, (end - start) as u8);
  store<u8>(meanings + count, meaning as u8);
  const place = placeOf(load<u32>(letters + count * 32), end - start);
  if (load<u8>(place) !== 0) unreachable();
  store<u8>(place, count as u8);
}

/** Fills the tables of words. */
export function initialiseWords(): void {
  add(Word.Function, 'function');
  add(Word.Class, 'class');
  add(Word.Interface, 'interface');
  add(Word.Type, 'type');
  add(Word.Async, 'async');
  add(Word.Control, 'if for while switch catch with');
  add(Word.Prefix, 'return typeof new delete throw case yield await default');
  add(Word.Infix, 'in instanceof of as satisfies');
  add(Word.Branch, 'else do try finally');
  add(Word.Declaration, 'const let var');
  add(Word.TypeOperator, 'extends implements keyof is infer asserts unique');
  add(Word.Module, 'export import');
  add(Word.Void, 'void');
  add(Word.Require, 'require');
  add(Word.Enum, 'enum');
  store<u8>(beforeExpression + Word.Prefix, 1);
  store<u8>(beforeExpression + Word.Infix, 1);
  store<u8>(beforeExpression + Word.Branch, 1);
  store<u8>(beforeExpression + Word.TypeOperator, 1);
  store<u8>(beforeExpression + Word.Void, 1);
}

export function expectsExpression(meaning: Word): bool {
  return load<u8>(beforeExpression + meaning) !== 0;
}

/** What the name between two offsets means. */
export function wordAt(start: i32, end: i32): Word {
  const length = end - start;
  const place = addressOf(start);
  const number: usize = load<u8>(placeOf(load<u32>(place), length));
  if (number === 0 || length !== load<u8>(lengths + number)) return Word.Plain;
  const differing = v128.or(differ(place, number << 5), differ(place + 16, (number << 5) + 16));
  return v128.any_true(differing) ? Word.Plain : (load<u8>(meanings + number) as Word);
}

/** Where eight code units differ from those of a word. */
function differ(place: usize, word: usize): v128 {
  return v128.and(v128.xor(v128.load(place), v128.load(letters + word)), v128.load(masks + word));
}

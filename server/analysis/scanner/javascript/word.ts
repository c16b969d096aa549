import { unitAt } from '../memory.ts';

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

const widest = 16;
/** Number of a word, from 1, by first letter, last letter and length: no two share a place. */
const places: usize = memory.data(26 * 26 * 16);
/** By number: its letters, two bytes each, and what it means. */
const letters: usize = memory.data(64 * 32);
const meanings: usize = memory.data(64);
/** By what a word means: whether an expression follows it. */
const beforeExpression: usize = memory.data(16);
let count: usize = 0;

function placeOf(first: i32, last: i32, length: i32): usize {
  return places + ((first - 97) * 26 + (last - 97)) * widest + length;
}

function add(meaning: Word, words: string): void {
  let start = 0;
  for (let end = 1; end <= words.length; end++) {
    if (end < words.length && words.charCodeAt(end) !== 32) continue;
    count++;
    for (let i = start; i < end; i++)
      store<u16>(letters + count * 32 + (((i - start) as usize) << 1), words.charCodeAt(i) as u16);
    store<u8>(meanings + count, meaning as u8);
    store<u8>(placeOf(words.charCodeAt(start), words.charCodeAt(end - 1), end - start), count as u8);
    start = end + 1;
  }
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
  const first = unitAt(start);
  const last = unitAt(end - 1);
  if (length >= widest || ((first - 97) as u32) > 25 || ((last - 97) as u32) > 25) return Word.Plain;
  const number: usize = load<u8>(placeOf(first, last, length));
  if (number === 0) return Word.Plain;
  for (let i = 1; i < length - 1; i++)
    if (load<u16>(letters + number * 32 + ((i as usize) << 1)) !== unitAt(start + i)) return Word.Plain;
  return load<u8>(meanings + number) as Word;
}

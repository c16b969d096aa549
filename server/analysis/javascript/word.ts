/** What a name means for the structure of a text; `plain` for most. */
export const word = {
  plain: 0,
  function: 1,
  class: 2,
  interface: 3,
  type: 4,
  async: 5,
  /** `if`, `for`, `while`, `switch`, `catch`, `with`: a parenthesis and a block follow. */
  control: 6,
  /** `return`, `typeof` and others: an expression follows. */
  prefix: 7,
  /** `in`, `instanceof`, `of`, `as`, `satisfies`: go on with an expression. */
  infix: 8,
  /** `else`, `do`, `try`, `finally`: a statement follows. */
  branch: 9,
  /** `const`, `let`, `var`: a declared name follows. */
  declaration: 10,
  /** `extends`, `implements`, `keyof`, `is` and others: a type follows. */
  typeOperator: 11,
  /** `export` and `import`: begin statements of a module. */
  module: 12,
  /** `void`: an operator or, in TypeScript, a type. */
  void: 13,
  /** `require`: loads a module where it is called. */
  require: 14,
  enum: 15,
} as const;
export type Word = (typeof word)[keyof typeof word];

const meanings: readonly (readonly [Word, string])[] = [
  [word.function, 'function'],
  [word.class, 'class'],
  [word.interface, 'interface'],
  [word.type, 'type'],
  [word.async, 'async'],
  [word.control, 'if for while switch catch with'],
  [word.prefix, 'return typeof new delete throw case yield await default'],
  [word.infix, 'in instanceof of as satisfies'],
  [word.branch, 'else do try finally'],
  [word.declaration, 'const let var'],
  [word.typeOperator, 'extends implements keyof is infer asserts unique'],
  [word.module, 'export import'],
  [word.void, 'void'],
  [word.require, 'require'],
  [word.enum, 'enum'],
];

interface Candidate {
  readonly text: string;
  readonly meaning: Word;
}

const widest = 16;
/** Number of a candidate, from 1, by first letter, last letter and length: no two share a place. */
const places = new Uint8Array(26 * 26 * widest);
const candidates: Candidate[] = [];
for (const [meaning, texts] of meanings)
  for (const text of texts.split(' '))
    places[placeOf(text.charCodeAt(0), text.charCodeAt(text.length - 1), text.length)] = candidates.push({
      text,
      meaning,
    });

function placeOf(first: number, last: number, length: number): number {
  return ((first - 97) * 26 + (last - 97)) * widest + length;
}

/** What the name between two offsets means. */
export function wordAt(text: string, units: Uint16Array, start: number, end: number): Word {
  const length = end - start;
  const first = units[start] ?? 0;
  const last = units[end - 1] ?? 0;
  if (length >= widest || first < 97 || first > 122 || last < 97 || last > 122) return word.plain;
  const place = places[placeOf(first, last, length)];
  if (!place) return word.plain;
  const candidate = candidates[place - 1];
  return candidate !== undefined && text.startsWith(candidate.text, start) ? candidate.meaning : word.plain;
}

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
/** By first letter and length: at most three words share a place. */
const candidates: (Candidate[] | undefined)[] = new Array(26 * widest).fill(undefined);
for (const [meaning, texts] of meanings)
  for (const text of texts.split(' ')) {
    const place = (text.charCodeAt(0) - 97) * widest + text.length;
    candidates[place] = [...(candidates[place] ?? []), { text, meaning }];
  }

/** What the name between two offsets means. */
export function wordAt(text: string, start: number, end: number): Word {
  const length = end - start;
  const letter = text.charCodeAt(start) - 97;
  if (length >= widest || letter < 0 || letter > 25) return word.plain;
  const here = candidates[letter * widest + length];
  if (here === undefined) return word.plain;
  for (const { text: candidate, meaning } of here) if (text.startsWith(candidate, start)) return meaning;
  return word.plain;
}

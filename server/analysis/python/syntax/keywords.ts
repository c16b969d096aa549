import { Token } from './tokenKind.ts';

const keywords: Readonly<Record<string, number>> = {
  False: Token.false,
  None: Token.none,
  True: Token.true,
  and: Token.and,
  as: Token.as,
  assert: Token.assert,
  async: Token.async,
  await: Token.await,
  break: Token.break,
  class: Token.class,
  continue: Token.continue,
  def: Token.def,
  del: Token.del,
  elif: Token.elif,
  else: Token.else,
  except: Token.except,
  finally: Token.finally,
  for: Token.for,
  from: Token.from,
  global: Token.global,
  if: Token.if,
  import: Token.import,
  in: Token.in,
  is: Token.is,
  lambda: Token.lambda,
  nonlocal: Token.nonlocal,
  not: Token.not,
  or: Token.or,
  pass: Token.pass,
  raise: Token.raise,
  return: Token.return,
  try: Token.try,
  while: Token.while,
  with: Token.with,
  yield: Token.yield,
};
const longest = 8;

// No two keywords share a slot of this table, so that a name is compared with one of them at most.
const slots: (string | undefined)[] = new Array(128).fill(undefined);
const kinds = new Uint8Array(128);
for (const [word, kind] of Object.entries(keywords)) {
  const slot = slotOf(word, 0, word.length);
  slots[slot] = word;
  kinds[slot] = kind;
}

function slotOf(text: string, start: number, end: number): number {
  const sum = text.charCodeAt(start) + text.charCodeAt(start + 1) + text.charCodeAt(end - 1);
  return (sum + 15 * (end - start)) & 127;
}

/** The kind of token that a word of a text is: a keyword or a name. */
export function wordKind(text: string, start: number, end: number): number {
  const length = end - start;
  if (length < 2 || length > longest) return Token.name;
  const slot = slotOf(text, start, end);
  const word = slots[slot];
  if (word === undefined || word.length !== length || !text.startsWith(word, start)) return Token.name;
  return kinds[slot] ?? Token.name;
}

/** What an indented block means for what stands in it. `skipped`: it does not run when the module is imported. */
export type BlockKind = 'function' | 'class' | 'skipped';

/** The head of a block: a statement that opens one of those kinds. */
export interface BlockHead {
  readonly kind: BlockKind;
  /** Offsets of the name, or of the keyword where there is none. */
  readonly nameStart: number;
  readonly nameEnd: number;
}

const definitionHead =
  /(?:async[ \t]+)?(def|class)(?![\p{L}\p{N}_])(?:[ \t\f]|\\\r?\n)*([\p{L}_][\p{L}\p{N}_]*)?/uy;
const typeCheckingHead = /(?:el)?if[ \t(]+(?:[A-Za-z_]\w*\.)?TYPE_CHECKING[ \t)]*(?:and\b[^\n:]*)?:/y;
const mainHead =
  /(?:el)?if[ \t(]+(?:__name__[ \t]*==[ \t]*(?:'__main__'|"__main__")|(?:'__main__'|"__main__")[ \t]*==[ \t]*__name__)[ \t)]*:/y;

/** The block that the statement at an offset opens; undefined for every other statement. */
export function blockHead(text: string, start: number): BlockHead | undefined {
  const first = text.charCodeAt(start);
  if (first === 105 /* i */ || first === 101 /* e */) return guardHead(text, start);
  definitionHead.lastIndex = start;
  const found = definitionHead.exec(text);
  if (!found) return undefined;
  const [whole, keyword, name] = found;
  const nameEnd = start + whole.length;
  return {
    kind: keyword === 'def' ? 'function' : 'class',
    nameStart: name === undefined ? start : nameEnd - name.length,
    nameEnd: name === undefined ? start + whole.trimEnd().length : nameEnd,
  };
}

function guardHead(text: string, start: number): BlockHead | undefined {
  for (const guard of [typeCheckingHead, mainHead]) {
    guard.lastIndex = start;
    if (guard.test(text)) return { kind: 'skipped', nameStart: start, nameEnd: start };
  }
  return undefined;
}

// Words that begin a statement and can stand nowhere inside brackets.
const statement =
  /(?:async[ \t]+)?(?:def|class)[ \t]+[\p{L}_]|(?:import|return|while|with|try|raise|del|pass|break|continue|global|nonlocal|assert|except|finally|elif)(?![\p{L}\p{N}_])(?!\s*=[^=])/uy;

/** Whether a statement begins at an offset, even where an open bracket says that it cannot. */
export function startsStatement(text: string, start: number): boolean {
  const c = text.charCodeAt(start);
  if (c < 97 || c > 119) return false;
  statement.lastIndex = start;
  return statement.test(text);
}

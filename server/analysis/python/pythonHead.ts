import { isNameCharacter } from './pythonStatement.ts';

/** The head of a definition, as far as its name. */
export interface DefinitionHead {
  readonly kind: 'function' | 'class';
  /** Offsets of the name, or of the keyword where there is none. */
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly hasName: boolean;
}

const definitionHead =
  /(?:async[ \t]+)?(def|class)(?![\p{L}\p{N}_])(?:[ \t\f]|\\\r?\n)*([\p{L}_][\p{L}\p{N}_]*)?/uy;

/** The head of the definition that begins at an offset. */
export function definitionHeadAt(text: string, start: number): DefinitionHead | undefined {
  return plainHead(text, start) ?? anyHead(text, start);
}

/** The usual form without a regular expression: `def name` in ASCII with one blank. */
function plainHead(text: string, start: number): DefinitionHead | undefined {
  const kind = text.startsWith('def ', start) ? 'function' : 'class';
  const nameStart = start + (kind === 'function' ? 4 : 6);
  if (kind === 'class' && !text.startsWith('class ', start)) return undefined;
  const first = text.charCodeAt(nameStart);
  if (!isNameCharacter(first) || (first >= 48 && first <= 57)) return undefined;
  let nameEnd = nameStart + 1;
  for (let c = text.charCodeAt(nameEnd); isNameCharacter(c); c = text.charCodeAt(nameEnd)) {
    if (c >= 128) return undefined;
    nameEnd++;
  }
  return first >= 128 ? undefined : { kind, nameStart, nameEnd, hasName: true };
}

function anyHead(text: string, start: number): DefinitionHead | undefined {
  definitionHead.lastIndex = start;
  const found = definitionHead.exec(text);
  if (!found) return undefined;
  const [whole, keyword, name] = found;
  const nameEnd = start + whole.length;
  return {
    kind: keyword === 'def' ? 'function' : 'class',
    nameStart: name === undefined ? start : nameEnd - name.length,
    nameEnd: name === undefined ? start + whole.trimEnd().length : nameEnd,
    hasName: name !== undefined,
  };
}

const typeCheckingHead = /(?:el)?if[ \t(]+(?:[A-Za-z_]\w*\.)?TYPE_CHECKING[ \t)]*(?:and\b[^\n:]*)?:/y;
const mainHead =
  /(?:el)?if[ \t(]+(?:__name__[ \t]*==[ \t]*(?:'__main__'|"__main__")|(?:'__main__'|"__main__")[ \t]*==[ \t]*__name__)[ \t)]*:/y;

/** Whether the `if` or `elif` at an offset guards what does not run when the module is imported. */
export function guardsFromImport(text: string, start: number): boolean {
  return [typeCheckingHead, mainHead].some((guard) => {
    guard.lastIndex = start;
    return guard.test(text);
  });
}

const finalCase =
  /case[ \t]*(?:\([ \t]*)*(?:[^\n:"'#]*\|[ \t]*_|(?!None\b|True\b|False\b)[\p{L}_][\p{L}\p{N}_]*)(?:[ \t]+as[ \t]+[\p{L}_][\p{L}\p{N}_]*)*[ \t]*(?:\)[ \t]*)*:/uy;

/** Whether the `case` at an offset takes everything that the ones before it left, like `else`: `case _:`. */
export function isFinalCase(text: string, start: number): boolean {
  finalCase.lastIndex = start;
  return finalCase.test(text);
}

/** What a decorator changes about the function below it. */
export const decoration = { none: 0, static: 1, overload: 2 } as const;
export type Decoration = (typeof decoration)[keyof typeof decoration];

const decorator = /@[ \t]*(?:\w+[ \t]*\.[ \t]*)*(staticmethod|overload)(?!\w)/y;

/** What the decorator at an offset changes. */
export function decorationAt(text: string, start: number): Decoration {
  decorator.lastIndex = start;
  const name = decorator.exec(text)?.[1];
  if (name === undefined) return decoration.none;
  return name === 'overload' ? decoration.overload : decoration.static;
}

const wholeCellMagic = /%%(?!time(?:it)?\b|capture\b|prun\b)/y;

/** Whether the magic at an offset gives the rest of a notebook's cell to another language: `%%bash`. */
export function takesWholeCell(text: string, start: number): boolean {
  wholeCellMagic.lastIndex = start;
  return wholeCellMagic.test(text);
}

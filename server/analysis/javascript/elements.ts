import { quotedEnd } from './literals.ts';

/** What the tokens of an element (JSX) mean for its structure. */
export type ElementToken = 'openCode' | 'openTag' | 'closingTag' | 'selfClose' | 'tagEnd' | 'end';

/** A token and the offset behind it. */
interface Piece {
  readonly token: ElementToken;
  readonly end: number;
}

const typeParameter = /<\s*(?:const\s+)?[A-Za-z_$][\w$]*\s*(?:,|extends\b)/y;
const elementStart = /<\s*[A-Za-z_$>]/y;

/** Whether `<` where an expression is expected begins an element: not the type parameters of an arrow function. */
export function beginsElement(text: string, start: number): boolean {
  elementStart.lastIndex = start;
  typeParameter.lastIndex = start;
  return elementStart.test(text) && !typeParameter.test(text);
}

/** The next thing that matters inside a tag, and the offset behind it. */
export function readTag(text: string, units: Uint16Array, from: number): Piece {
  for (let i = from; i < text.length; i++) {
    const c = units[i];
    if (c === 34 || c === 39) i = attributeEnd(text, units, i) - 1;
    else if (c === 123) return { token: 'openCode', end: i + 1 };
    else if (c === 62) return { token: 'tagEnd', end: i + 1 };
    else if (c === 47) {
      const next = units[i + 1];
      if (next === 62) return { token: 'selfClose', end: i + 2 };
      if (next === 47 || next === 42) i = commentEnd(text, i, next) - 1;
    }
  }
  return { token: 'end', end: text.length };
}

/** Whether a string of several lines reaches into the next attribute or element: then its quotes do not belong together. */
function holdsTag(text: string): boolean {
  return text.includes('\n') && (text.endsWith('=') || /\n\s*<\/?[A-Za-z]/.test(text));
}

/** An attribute's string may span lines; one that is not closed soon ends with its line. */
function attributeEnd(text: string, units: Uint16Array, start: number): number {
  const quote = text.charAt(start);
  const end = text.indexOf(quote, start + 1);
  return end === -1 || holdsTag(text.slice(start, end)) ? quotedEnd(units, start) : end + 1;
}

function commentEnd(text: string, start: number, second: number | undefined): number {
  const end = second === 47 ? text.indexOf('\n', start) : text.indexOf('*/', start + 2) + 2;
  return end <= start ? text.length : end;
}

/** The next thing that matters between an element's tags, and the offset behind it. */
export function readChildren(text: string, units: Uint16Array, from: number): Piece {
  for (let i = from; i < text.length; i++) {
    const c = units[i];
    if (c === 123) return { token: 'openCode', end: i + 1 };
    if (c === 60) {
      const closing = /<\s*\//y;
      closing.lastIndex = i;
      return closing.test(text)
        ? { token: 'closingTag', end: closing.lastIndex }
        : { token: 'openTag', end: i + 1 };
    }
  }
  return { token: 'end', end: text.length };
}

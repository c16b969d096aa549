/** What an ASCII character can begin or continue. */
export const Character = { other: 0, letter: 1, digit: 2, blank: 3, lineEnd: 4, quote: 5 } as const;

/** The class of each ASCII character; a form feed is blank, an underscore a letter. */
export const characterClass: Uint8Array = classes();

function classes(): Uint8Array {
  const table = new Uint8Array(128);
  const fill = (characters: string, kind: number) => {
    for (const character of characters) table[character.charCodeAt(0)] = kind;
  };
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  fill(`${letters}${letters.toUpperCase()}_`, Character.letter);
  fill('0123456789', Character.digit);
  fill(' \t\f', Character.blank);
  fill('\r\n', Character.lineEnd);
  fill('"\'', Character.quote);
  return table;
}

const identifierPart = /^[\p{ID_Continue}]$/u;

/** Whether a character beyond ASCII may stand in an identifier. Halves of a pair are judged together with their other half. */
export function isWideIdentifierPart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const start = code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
  const point = text.codePointAt(start);
  return point !== undefined && identifierPart.test(String.fromCodePoint(point));
}

/** Offset behind the identifier that an offset lies in. */
export function identifierEnd(text: string, offset: number): number {
  const length = text.length;
  let at = offset;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      const kind = characterClass[code];
      if (kind !== Character.letter && kind !== Character.digit) return at;
    } else if (!isWideIdentifierPart(text, at)) return at;
    at++;
  }
  return at;
}

/** Offset of the line ending behind an offset, or of the text's end. */
export function lineEnding(text: string, offset: number): number {
  const { length } = text;
  for (let at = offset; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return length;
}

// What `\p{Cc}` stands for, in half the time: there may be tens of thousands of findings; then what ends a line or turns
// the direction of reading.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A name from the repository may hold control characters: a terminal must not obey them. */
export function printable(text: string): string {
  return text.replace(controlCharacters, writtenOut);
}

/** `\n`, `\u009b`: JSON writes out the first 32 of them alone. */
function writtenOut(character: string): string {
  if (character < ' ') return JSON.stringify(character).slice(1, -1);
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

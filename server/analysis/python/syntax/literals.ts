import { Character, characterClass } from './characters.ts';

const newline = 10;
const carriageReturn = 13;
const backslash = 92;

const longNumber =
  /0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:(?:\d(?:_?\d)*)?\.(?:\d(?:_?\d)*)|\d(?:_?\d)*\.?)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?/y;

/** Offset behind the number that starts at an offset. */
export function numberEnd(text: string, start: number): number {
  let at = start + 1;
  while (characterClass[text.charCodeAt(at)] === Character.digit) at++;
  const next = text.charCodeAt(at);
  const isPlain = next !== 46 && next !== 95 && characterClass[next] !== Character.letter;
  if (isPlain && text.charCodeAt(start) !== 46) return at;
  longNumber.lastIndex = start;
  const found = longNumber.exec(text);
  return found === null ? at : start + found[0].length;
}

/** Whether three of the same quote stand at an offset. */
export function isTripleQuote(text: string, at: number): boolean {
  const quote = text.charCodeAt(at);
  return text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote;
}

/** Offset behind the plain string whose opening quote is at an offset; -1 without an end in its line. */
export function shortStringEnd(text: string, quoteOffset: number): number {
  const quote = text.charCodeAt(quoteOffset);
  for (let at = quoteOffset + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === newline || code === carriageReturn) return -1;
    if (code === backslash) at = escapedEnd(text, at) - 1;
  }
  return -1;
}

/** Offset behind the triple-quoted string whose opening quotes are at an offset; -1 without an end. */
export function longStringEnd(text: string, quoteOffset: number): number {
  const delimiter = text.slice(quoteOffset, quoteOffset + 3);
  let end = text.indexOf(delimiter, quoteOffset + 3);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf(delimiter, end + 1);
  return end === -1 ? -1 : end + 3;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === backslash) before--;
  return (at - 1 - before) % 2 === 1;
}

/** Offset behind what a backslash takes with it: a line ending of two characters counts as one. */
export function escapedEnd(text: string, backslashOffset: number): number {
  const isPair =
    text.charCodeAt(backslashOffset + 1) === carriageReturn &&
    text.charCodeAt(backslashOffset + 2) === newline;
  return backslashOffset + (isPair ? 3 : 2);
}

/** The words that a person typed to filter a view, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Whether each of the words stands in one of the fields, in either case. */
export function holdsWords(words: readonly string[], fields: readonly (string | null)[]): boolean {
  if (words.length === 0) return true;
  const whole = fields.join('\n').toLowerCase();
  return words.every((word) => whole.includes(word));
}

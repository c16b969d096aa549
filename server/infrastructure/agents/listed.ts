/** `a`, `a or b`, `a, b or c`; `nothing` of none. */
export function listed(words: readonly string[]): string {
  if (words.length === 0) return 'nothing';
  return words.length === 1 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** An error or a phrase, as a sentence. */
export function sentence(said: unknown): string {
  const text = clause(said);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** An error or a phrase, as what ends a sentence: it may begin with the name of a branch. */
export function clause(said: unknown): string {
  const text = said instanceof Error ? said.message : String(said);
  return `${text}${/[.!?]$/.test(text) ? '' : '.'}`;
}

/** `1 task`, `12 tasks`. */
export function many(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** `a`, `a or b`, `a, b or c`; `nothing` of none. */
export function alternatives(words: readonly string[]): string {
  if (words.length === 0) return 'nothing';
  return words.length === 1 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

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

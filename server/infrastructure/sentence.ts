/** An error or a phrase, as a sentence. */
export function sentence(said: unknown): string {
  const text = said instanceof Error ? said.message : String(said);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

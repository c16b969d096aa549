/**
 * A text for a notification or a question. The editor makes links, those of commands too, of `[text](target)` in them:
 * names of files, subjects of commits and output of programs must not become something to click on.
 */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}

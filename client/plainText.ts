import { directionShown } from '../server/protocol/undisguised.ts';

/** A text of a repository with the signs that would disguise it, or what stands beside it, made visible. */
export function plainText(text: string): string {
  return directionShown(text);
}

/**
 * A text for a notification or a question. The editor makes links, those of commands too, of `[text](target)` in them:
 * names of files, subjects of commits and output of programs must not become something to click on.
 */
export function plainMessage(text: string): string {
  return plainText(text).replaceAll('](', '] (');
}

/** A text for an entry of a list, where the editor makes icons of `$(name)`. */
export function plainLabel(text: string): string {
  return plainText(text).replaceAll('$(', '\\$(');
}

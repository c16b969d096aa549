/** What a glob with `{a,b}` stands for: one text for each choice; or what is wrong with its braces. */
export type Expansion = { readonly texts: readonly string[] } | { readonly problem: string };

/** Written out, braces multiply: what gets longer than this is no lease a person reads. */
export const mostAlternatives = 32;

/** Writes the braces of a glob out, nested ones too. */
export function expandBraces(glob: string): Expansion {
  let texts: readonly string[] = [glob];
  while (texts.some((text) => /[{}]/.test(text))) {
    const next: string[] = [];
    for (const text of texts) {
      const choices = /[{}]/.test(text) ? choicesOf(text) : [text];
      if (choices === undefined) return { problem: `${quoted(glob)} has braces that are not {one,other}` };
      next.push(...choices);
    }
    if (next.length > mostAlternatives)
      return {
        problem: `${quoted(glob)} has more than ${mostAlternatives} choices in braces: take fewer at once`,
      };
    texts = next;
  }
  return { texts };
}

/** The texts for the first innermost pair of braces; undefined where that is none with a choice. */
function choicesOf(text: string): string[] | undefined {
  const close = text.indexOf('}');
  const open = text.lastIndexOf('{', close);
  if (close === -1 || open === -1) return undefined;
  const choices = text.slice(open + 1, close).split(',');
  if (choices.length < 2) return undefined;
  return choices.map((choice) => text.slice(0, open) + choice + text.slice(close + 1));
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

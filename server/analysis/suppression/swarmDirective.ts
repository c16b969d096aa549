import type { CommentForm } from './edits/commentForm.ts';

/** A directive in a comment: which rules it disables and where its list of them ends. */
export interface Directive {
  readonly rules: readonly string[];
  /** Offset behind the last rule, from the start of the line: another one is added here. */
  readonly listEnd: number;
  /** Whether nothing but the comment is on the line. */
  readonly alone: boolean;
}

/** `disable` speaks of a line, `disable-file` of the whole file. */
export type DirectiveVerb = 'disable' | 'disable-file';

/** Lines from the top that may hold `disable-file`. */
export const fileDirectiveLines = 10;

const ruleList = '([a-z][a-z-]*(?:[ \\t]*,[ \\t]*[a-z][a-z-]*)*)';

/** The directive with a verb on a line; undefined where there is none. */
export function directiveOf(line: string, verb: DirectiveVerb, form: CommentForm): Directive | undefined {
  if (!line.includes('swarm:')) return undefined;
  // Other tools' comments may come first on the line: `# noqa # swarm: disable=heavy-import`.
  const comment = line.indexOf(form.open);
  if (comment === -1) return undefined;
  // Looked for from there once: with the beginning in the pattern, each one on a line would look through all of it.
  const pattern = new RegExp(`\\bswarm:[ \\t]*${verb}[ \\t]*=[ \\t]*${ruleList}`, 'g');
  pattern.lastIndex = comment + form.open.length;
  const found = pattern.exec(line);
  if (!found) return undefined;
  return {
    rules: (found[1] ?? '').split(',').map((rule) => rule.trim()),
    listEnd: found.index + found[0].length,
    alone: line.slice(0, comment).trim() === '',
  };
}

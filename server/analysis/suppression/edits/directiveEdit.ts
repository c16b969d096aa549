import type { RuleId } from '../../finding.ts';
import type { TextEdit } from '../../fixes/edit.ts';
import type { LineTable } from '../../text/lineTable.ts';
import { type DirectiveVerb, directiveOf } from '../swarmDirective.ts';
import type { CommentForm } from './commentForm.ts';

/** A comment with a directive, as it is written anew. */
export function directiveComment(verb: DirectiveVerb, rule: RuleId, { open, close }: CommentForm): string {
  return `${open} swarm: ${verb}=${rule}${close && ` ${close}`}`;
}

/** The edit that adds a rule to the directive on a line; undefined where there is none. */
export function extendDirective(
  lines: LineTable,
  line: number,
  verb: DirectiveVerb,
  rule: RuleId,
  form: CommentForm,
): TextEdit | undefined {
  const directive = directiveOf(lines.content(line), verb, form);
  return directive && insertion(lines, lines.start(line) + directive.listEnd, `,${rule}`);
}

export function insertion(lines: LineTable, offset: number, newText: string): TextEdit {
  return { range: lines.range(offset, offset), newText };
}

/** The line ending that a text uses, by that of a line; the first line's where the line is unfinished. */
export function lineEnding({ text }: LineTable, from: number): string {
  let at = text.indexOf('\n', from);
  if (at === -1) at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

import type { RuleId } from '../../finding.ts';
import type { TextEdit } from '../../fixes/edit.ts';
import { SourceModule } from '../../sourceModule.ts';
import { type CommentForm, commentForm } from './commentForm.ts';
import { directiveComment, extendDirective, insertion, lineEnding } from './directiveEdit.ts';

/**
 * The edit that disables a rule for a finding on a line: a comment at the line's end, alone above it where none fits
 * there, or one more rule in the comment that is there. Undefined where neither fits, where the language has no
 * comment we know, and for a rule about the whole file.
 * @param line from 1
 */
export function disableLineEdit(
  text: string,
  languageId: string,
  line: number,
  rule: RuleId,
): TextEdit | undefined {
  const form = commentForm(languageId);
  const module = new SourceModule(text, languageId);
  if (!form || rule === 'file-too-long' || line < 1 || line > module.lineCount) return undefined;
  return (
    extendDirective(module.lines, line, 'disable', rule, form) ??
    append(module, line, rule, form) ??
    insertAbove(module, line, rule, form)
  );
}

function append(module: SourceModule, line: number, rule: RuleId, form: CommentForm): TextEdit | undefined {
  if (!endsInCode(module, line)) return undefined;
  const { lines } = module;
  const gap = module.languageId === 'python' ? '  ' : ' ';
  const end = lines.start(line) + lines.content(line).trimEnd().length;
  return {
    range: lines.range(end, lines.end(line)),
    newText: gap + directiveComment('disable', rule, form),
  };
}

function insertAbove(
  module: SourceModule,
  line: number,
  rule: RuleId,
  form: CommentForm,
): TextEdit | undefined {
  if (line > 1 && !endsInCode(module, line - 1)) return undefined;
  const { lines } = module;
  const start = line === 1 && lines.text.startsWith('\ufeff') ? 1 : lines.start(line);
  const indent = /^[ \t]*/.exec(lines.text.slice(start, lines.end(line)))?.[0] ?? '';
  const comment = directiveComment('disable', rule, form);
  return insertion(lines, start, indent + comment + lineEnding(lines, start));
}

/** Whether a comment may follow a line: it ends neither inside a literal nor with a continuation. */
function endsInCode(module: SourceModule, line: number): boolean {
  const content = module.lines.content(line);
  return !content.endsWith('\\') && !module.isInLiteral(module.lines.end(line));
}

import type { RuleId } from '../../finding.ts';
import type { TextEdit } from '../../fixes/edit.ts';
import { LineTable } from '../../text/lineTable.ts';
import { fileDirectiveLines } from '../swarmDirective.ts';
import { commentForm } from './commentForm.ts';
import { directiveComment, extendDirective, insertion, lineEnding } from './directiveEdit.ts';

/**
 * The edit that disables a rule for the whole file: a comment at its top, below what has to stay first, or one more
 * rule in the comment that is there. Undefined where the language has no comment we know, or none at the top.
 */
export function disableFileEdit(text: string, languageId: string, rule: RuleId): TextEdit | undefined {
  const form = commentForm(languageId);
  if (!form) return undefined;
  const lines = new LineTable(text);
  for (let line = 1; line <= Math.min(fileDirectiveLines, lines.count); line++) {
    const edit = extendDirective(lines, line, 'disable-file', rule, form);
    if (edit) return edit;
  }
  const above = linesThatStayFirst(lines, languageId);
  if (above === undefined) return undefined;
  const comment = directiveComment('disable-file', rule, form);
  const eol = lineEnding(lines, 0);
  if (above > 0 && above === lines.count && !text.endsWith('\n'))
    return insertion(lines, text.length, eol + comment);
  const start = above === 0 && text.startsWith('\ufeff') ? 1 : lines.start(above + 1);
  return insertion(lines, start, comment + eol);
}

const encodingLine = /^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+/;

/** Number of lines at the top that nothing may stand above; undefined where no comment can stand below either. */
function linesThatStayFirst(lines: LineTable, languageId: string): number | undefined {
  let above = 0;
  const next = () => lines.content(above + 1).replace(/^\ufeff/, '');
  if (next().startsWith('#!')) above++;
  if (languageId === 'php') return /^<\?php\s*$/.test(next()) ? above + 1 : undefined;
  if (encodingLine.test(next())) above++;
  if (languageId === 'css' && next().startsWith('@charset')) above++;
  return above + headCommentLines(lines, above + 1);
}

/** Lines of a block comment at the top: test runners and licence checkers want theirs first. */
function headCommentLines(lines: LineTable, first: number): number {
  if (
    !lines
      .content(first)
      .replace(/^\ufeff/, '')
      .startsWith('/*')
  )
    return 0;
  for (let line = first; line < fileDirectiveLines; line++)
    if (lines.content(line).includes('*/')) return line - first + 1;
  return 0;
}

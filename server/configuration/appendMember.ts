import type { Node } from 'jsonc-parser';
import type { OffsetEdit } from '../analysis/fixes/fix.ts';

/** How a file is laid out. */
export interface Layout {
  readonly lineEnd: string;
  /** One step of indentation. */
  readonly step: string;
}

export function layoutOf(text: string): Layout {
  return {
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
    step: /^(?:\t| {1,8})(?=\S)/m.exec(text)?.[0] ?? '  ',
  };
}

/**
 * The edits that add a member behind the last one of an object or array: nothing else changes its place, and a comment
 * behind the last member stays with that.
 * @param member text of it at an indentation
 */
export function appendMember(
  text: string,
  container: Node,
  member: (indentation: string) => string,
): OffsetEdit[] {
  const { lineEnd, step } = layoutOf(text);
  const last = container.children?.at(-1);
  if (!last) return [intoEmpty(text, container, member, { lineEnd, step })];
  const end = last.offset + last.length;
  const indentation = indentationAt(text, last.offset);
  const isInLine = !text.slice(container.offset, last.offset).includes('\n');
  if (isInLine) return [inserted(end, `, ${member(indentation)}`)];
  const { separator, lineEnding } = behind(text, end);
  const line = `${lineEnd}${indentation}${member(indentation)}`;
  if (separator !== undefined) return [inserted(lineEnding, `${line},`)];
  return lineEnding === end ? [inserted(end, `,${line}`)] : [inserted(end, ','), inserted(lineEnding, line)];
}

function inserted(at: number, newText: string): OffsetEdit {
  return { start: at, end: at, newText };
}

/** Before the closing bracket, behind whatever comment stands there. */
function intoEmpty(
  text: string,
  { offset, length }: Node,
  member: (indentation: string) => string,
  { lineEnd, step }: Layout,
): OffsetEdit {
  const end = offset + length - 1;
  const start = offset + 1 + text.slice(offset + 1, end).trimEnd().length;
  const outer = indentationAt(text, offset);
  const inner = outer + step;
  return { start, end, newText: `${lineEnd}${inner}${member(inner)}${lineEnd}${outer}` };
}

/** White space that the line of an offset begins with. */
function indentationAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** Where the comma behind a member ends, if there is one, and what stands in that line about the member. */
function behind(
  text: string,
  end: number,
): { readonly separator: number | undefined; readonly lineEnding: number } {
  const found = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*,/.exec(text.slice(end));
  const separator = found ? end + found[0].length : undefined;
  const from = separator ?? end;
  const comments = /^(?:[ \t]|\/\*.*?\*\/)*(?:\/\/.*)?/.exec(text.slice(from))?.[0] ?? '';
  return { separator, lineEnding: from + comments.trimEnd().length };
}

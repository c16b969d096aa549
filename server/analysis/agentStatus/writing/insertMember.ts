import type { OffsetEdit } from '../../fixes/fix.ts';
import type { StatusDocument } from '../statusDocument.ts';

/** How far names of a file without any are indented. */
const usualIndentation = '  ';

/** Puts a member behind the last one of a file, written like those. */
export function insertMember({ text, root }: StatusDocument, name: string, value: string): OffsetEdit {
  const last = root?.members.at(-1);
  if (!root || !last) return intoEmpty(text, root?.start ?? 0, `${name}: ${value}`);
  const end = last.value?.end ?? last.keyEnd;
  const lead = text.slice(lastBreak(text, last.keyStart), last.keyStart);
  const separator = text.slice(last.keyEnd, last.value?.start ?? last.keyEnd);
  const colon = /^\s*:\s*$/.test(separator) && separator.length < 20 ? separator : ': ';
  // A single name has no comma before it to be like.
  const isAlone = root.members.length === 1 && lead === '' && colon.endsWith(' ');
  return { start: end, end, newText: `,${isAlone ? ' ' : lead}${name}${colon}${value}` };
}

/** A list as the file writes lists: one item a line where its names stand in lines of their own, else in one. */
export function listText(
  { text, root }: StatusDocument,
  keyStart: number | undefined,
  items: readonly string[],
): string {
  const member = keyStart ?? root?.members.at(-1)?.keyStart ?? root?.start ?? 0;
  const lead = text.slice(lastBreak(text, member), member);
  if (items.length === 0) return '[]';
  if (!/[\r\n]/.test(lead)) return `[${items.join(', ')}]`;
  const lineBreak = lead.startsWith('\r\n') ? '\r\n' : '\n';
  const indentation = lead.replace(/^[\r\n]+/, '');
  const deeper = indentation + (indentation.includes('\t') ? '\t' : indentation || usualIndentation);
  return `[${items.map((item) => `${lineBreak}${deeper}${item}`).join(',')}${lineBreak}${indentation}]`;
}

/** Where the line break and the blanks before a name begin; a blank alone where it is not first in its line. */
function lastBreak(text: string, keyStart: number): number {
  let start = keyStart;
  while (text.charAt(start - 1) === ' ' || text.charAt(start - 1) === '\t') start--;
  if (text.charAt(start - 1) !== '\n') return start;
  return text.charAt(start - 2) === '\r' ? start - 2 : start - 1;
}

function intoEmpty(text: string, start: number, member: string): OffsetEdit {
  const lineBreak = text.includes('\r\n') ? '\r\n' : text.includes('\n') ? '\n' : '';
  const at = start + 1;
  const closing = /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
  const inner = lineBreak === '' ? member : `${lineBreak}${usualIndentation}${member}${lineBreak}`;
  return { start: at, end: at + closing, newText: inner };
}

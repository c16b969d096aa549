import { importFromPart } from './partText.ts';
import type { Part, SplitSource } from './splitSource.ts';
import type { Unit } from './unit.ts';

const keepImport = '  # noqa: F401';

/** The text of the original without what moved; in the place of the first of them it imports them all. */
export function remainingText(source: SplitSource, parts: readonly Part[]): string {
  const moved = parts.flatMap(({ units }) => units).sort((a, b) => a.index - b.index);
  const [first] = moved;
  if (first === undefined) return source.text;
  const imports = parts.flatMap((part) => importFromPart(source, part, namesOf(part), keepImport));
  let result = trimmedBefore(source, first);
  result += `${separator(source, first)}${imports.join('\n')}\n`;
  let isGap = false;
  for (const [from, to] of remainders(source, moved)) {
    const kept = source.text.slice(from, to);
    if (kept.trim() === '') {
      isGap = true;
      continue;
    }
    const lines = kept.replace(/^(?:[ \t\f]*\r?\n)+/, '').trimEnd();
    result += `${isGap || lines.length < kept.length ? '\n\n' : ''}${lines}\n`;
    isGap = true;
  }
  return result;
}

function namesOf({ units }: Part): Set<string> {
  return new Set(units.flatMap(({ binds }) => [...binds]));
}

function trimmedBefore({ text }: SplitSource, first: Unit): string {
  const before = text.slice(0, first.start).trimEnd();
  return before === '' ? '' : `${before}\n`;
}

/** Imports follow imports directly; other lines are set apart. */
function separator({ units, text }: SplitSource, first: Unit): string {
  if (text.slice(0, first.start).trim() === '') return '';
  const previous = units[first.index - 1]?.statement.kind;
  const followsImport = previous === 'import' || previous === 'importFrom';
  const hasCommentBetween = text.slice(units[first.index - 1]?.end ?? 0, first.start).trim() !== '';
  return followsImport && !hasCommentBetween ? '' : '\n';
}

/** The pieces of the text behind the first moved unit that stay. */
function* remainders({ text }: SplitSource, moved: readonly Unit[]): Generator<[number, number]> {
  for (const [at, unit] of moved.entries()) yield [unit.end, moved[at + 1]?.start ?? text.length];
}

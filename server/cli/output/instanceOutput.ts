import type { OutputPart } from '../../protocol/outputLog.ts';
import type { OutputSource } from './outputSource.ts';

/** Reads what one instance of a slot printed. */
export type ReadInstance = (
  instance: number,
  query: { after?: string; lines: number },
) => Promise<OutputPart>;

/**
 * What the instances of a slot print, line by line, each behind the number of its instance.
 * @param numbers the instances there are now
 */
export function instanceOutput(numbers: () => Promise<readonly number[]>, read: ReadInstance): OutputSource {
  const unfinished = new Map<number, string>();
  return {
    name: 'program',
    async read({ after, lines }) {
      const positions = new Map(after === undefined ? [] : (JSON.parse(after) as [number, string][]));
      const known = new Set([...positions.keys(), ...(await numbers())]);
      const parts: OutputPart[] = [];
      for (const instance of [...known].toSorted((a, b) => a - b)) {
        const from = positions.get(instance);
        const part = await read(instance, from === undefined ? { lines } : { after: from, lines });
        positions.set(instance, part.next);
        parts.push({ ...part, text: numbered(instance, part, unfinished) });
      }
      return merged(parts, JSON.stringify([...positions]));
    },
  };
}

/** The lines that are whole, or will never be. */
function numbered(
  instance: number,
  { text, open, more }: OutputPart,
  unfinished: Map<number, string>,
): string {
  const lines = `${unfinished.get(instance) ?? ''}${text}`.split('\n');
  const rest = lines.pop() ?? '';
  const isOver = !open && !more;
  unfinished.set(instance, isOver ? '' : rest);
  if (isOver && rest !== '') lines.push(rest);
  return lines.map((line) => `${instance} | ${line}\n`).join('');
}

function merged(parts: readonly OutputPart[], next: string): OutputPart {
  return {
    text: parts.map(({ text }) => text).join(''),
    next,
    more: parts.some(({ more }) => more),
    gap: parts.some(({ gap }) => gap),
    open: parts.some(({ open }) => open),
  };
}

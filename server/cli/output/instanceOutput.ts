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
      let text = '';
      for (const instance of [...known].toSorted((a, b) => a - b)) {
        const from = positions.get(instance);
        const part = await read(instance, from === undefined ? { lines } : { after: from, lines });
        const isLast = !part.open && !part.more;
        const ended = `${unfinished.get(instance) ?? ''}${part.text}`.split('\n');
        const rest = ended.pop() ?? '';
        unfinished.set(instance, isLast ? '' : rest);
        if (isLast && rest !== '') ended.push(rest);
        text += ended.map((line) => `${instance} | ${line}\n`).join('');
        positions.set(instance, part.next);
        parts.push(part);
      }
      return {
        text,
        next: JSON.stringify([...positions]),
        more: parts.some(({ more }) => more),
        gap: parts.some(({ gap }) => gap),
        open: parts.some(({ open }) => open),
      };
    },
  };
}

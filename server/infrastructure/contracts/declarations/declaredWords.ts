import type { DeclaredStatus, DeclaredTask } from './declaredFacts.ts';

const statusWords: readonly (readonly [RegExp, DeclaredStatus])[] = [
  [
    /^(not[ _-]?started|available|open|pending|todo|unclaimed|unassigned|planned|ready|new|submitted)/i,
    'open',
  ],
  [/^(completed?|done|finished|delivered|credited|verified|closed|merged|success)/i, 'completed'],
  [
    /^(assigned|claimed|active|in[ _-]?progress|working|started|executing|blocked|on[ _-]?hold|review)/i,
    'claimed',
  ],
];

/** What the status of a contract or task means; null where that is not known. */
export function statusOf(reported: string | null): DeclaredStatus | null {
  const word = reported?.replace(/^[^\p{L}]+/u, '').slice(0, 60) ?? '';
  return statusWords.find(([words]) => words.test(word))?.[1] ?? null;
}

/** What a priority means; `normal` where it says nothing else. */
export function priorityOf(reported: string | null): DeclaredTask['priority'] {
  const word = reported?.slice(0, 60) ?? '';
  if (/critical|urgent|p0/i.test(word)) return 'urgent';
  if (/high|major|p1/i.test(word)) return 'high';
  return /low|minor|p3/i.test(word) ? 'low' : 'normal';
}

/** A path inside the repository with forward slashes; undefined for what is none. */
export function repositoryPath(text: string): string | undefined {
  const path = text
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(\.\/)+/, '');
  if (path === '' || path.length > 300 || /\p{Cc}|^[-/]|^[A-Za-z]:|[*?<>|:]/u.test(path)) return undefined;
  return path.split('/').includes('..') ? undefined : path;
}

/** Words on one line without control characters, of bounded length; null where none are left. */
export function words(value: unknown, maximum = 200): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value)
    .slice(0, maximum * 4)
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, maximum)
    .trim();
  return text === '' ? null : text;
}

/** `1,200` as a number; undefined where it is none. */
export function numberOf(text: string): number | undefined {
  if (!/^\d{1,3}(,\d{3})+(\.\d+)?$|^\d{1,15}(\.\d{1,6})?$/.test(text)) return undefined;
  return Number(text.replaceAll(',', ''));
}

/** Whether the title of a task says that it is to make something new, so that no file of it need be there. */
export function createsFiles(title: string): boolean {
  return /\b(create|add|write|new|build|implement|generate|introduce|extract|scaffold|draft)\b/i.test(
    title.slice(0, 300),
  );
}

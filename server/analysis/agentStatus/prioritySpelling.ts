import type { StatusPriority } from './agentStatus.ts';

type Level = NonNullable<StatusPriority['level']>;

/** Words by which status files name a priority; real repositories have 67 spellings, nearly all made of these. */
const words: Readonly<Record<Level, string>> = {
  urgent:
    'URGENT CRITICAL EMERGENCY IMMEDIATE HIGHEST BLOCKER SEVERE TOP MAXIMUM ULTIMATE P0 SEV0 ASAP IMPERATIVE',
  high: 'HIGH HIGHER IMPORTANT MAJOR ELEVATED STRATEGIC P1 SEV1 PRIORITY',
  normal: 'NORMAL MEDIUM MODERATE MID REGULAR STANDARD DEFAULT ROUTINE AVERAGE P2 SEV2',
  low: 'LOW LOWER LOWEST MINOR TRIVIAL OPTIONAL BACKLOG SOMEDAY NONE MINIMAL P3 P4 SEV3',
};

const levelOfWord = new Map(
  Object.entries(words).flatMap(([level, list]) =>
    list.split(' ').map((word) => [word, level as Level] as const),
  ),
);
/** As it is counted where only a figure is given: 1 before 2. */
const levelOfFigure: readonly Level[] = ['urgent', 'urgent', 'high', 'normal', 'low', 'low'];

/** The priority that a spelling means: that of its first known word; undefined where none is known. */
export function priorityOfSpelling(spelling: string): Level | undefined {
  const text = spelling.slice(0, 200).trim();
  if (/^\d$/.test(text)) return levelOfFigure[Number(text)];
  for (const part of text.toUpperCase().split(/[^A-Z0-9]+/)) {
    const level = levelOfWord.get(part);
    if (level) return level;
  }
  return undefined;
}

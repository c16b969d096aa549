import type { OffsetEdit } from '../fixes/fix.ts';
import { conflictMarkerEnd } from '../text/conflictMarker.ts';

/** One side of a merge conflict. */
export interface ConflictSide {
  readonly id: 'ours' | 'theirs';
  /** What git calls it: `HEAD`. */
  readonly label: string;
  /** The whole text with all that is not of this side blanked, so that offsets stay. */
  readonly text: string;
  /** What leaves this side alone. */
  readonly edits: readonly OffsetEdit[];
}

export interface ConflictSides {
  /** Offset of the first marker. */
  readonly start: number;
  /** Whether every conflict has all its markers; otherwise both sides are the text without the markers. */
  readonly complete: boolean;
  readonly ours: ConflictSide;
  readonly theirs: ConflictSide;
}

type Region = 'both' | 'ours' | 'base' | 'theirs';

interface MarkedLine {
  readonly start: number;
  readonly end: number;
  readonly sign: string;
  readonly label: string;
}

/** After which region a marker may stand, and which one it begins. */
const order: Readonly<Record<string, { after: readonly Region[]; begins: Region }>> = {
  '<': { after: ['both'], begins: 'ours' },
  '|': { after: ['ours'], begins: 'base' },
  '=': { after: ['ours', 'base'], begins: 'theirs' },
  '>': { after: ['theirs'], begins: 'both' },
};

/** The two sides of a text with conflict markers of git; undefined where it has none. */
export function conflictSides(text: string): ConflictSides | undefined {
  if (!text.includes('<<<<<<<') && !text.includes('>>>>>>>')) return undefined;
  const markers = markersOf(text);
  const [first] = markers;
  if (!first) return undefined;
  const regions = regionsOf(markers);
  const side = (id: ConflictSide['id'], sign: string): ConflictSide => {
    const edits = regions
      ? removedFor(id, markers, regions)
      : markers.map(({ start, end }) => removal(start, end));
    const label = markers.find((marker) => marker.sign === sign)?.label ?? '';
    return { id, label: label === '' ? id : label, text: blanked(text, edits), edits };
  };
  return {
    start: first.start,
    complete: regions !== undefined,
    ours: side('ours', '<'),
    theirs: side('theirs', '>'),
  };
}

function markersOf(text: string): MarkedLine[] {
  const markers: MarkedLine[] = [];
  for (let start = 0; start < text.length; ) {
    const end = conflictMarkerEnd(text, start);
    if (end !== undefined) {
      const label = text
        .slice(start + 7, end)
        .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
        .trim()
        .slice(0, 60);
      markers.push({ start, end, sign: text.charAt(start), label });
    }
    const lineFeed = text.indexOf('\n', start);
    start = lineFeed === -1 ? text.length : lineFeed + 1;
  }
  return markers;
}

/** The region that each marker begins; undefined where they do not come in order. */
function regionsOf(markers: readonly MarkedLine[]): readonly Region[] | undefined {
  const regions: Region[] = [];
  let region: Region = 'both';
  for (const { sign } of markers) {
    const step = order[sign];
    if (!step?.after.includes(region)) return undefined;
    region = step.begins;
    regions.push(region);
  }
  return region === 'both' ? regions : undefined;
}

function removedFor(
  id: ConflictSide['id'],
  markers: readonly MarkedLine[],
  regions: readonly Region[],
): OffsetEdit[] {
  return markers.map(({ start, end }, index) => {
    const region = regions[index];
    const isKept = region === 'both' || region === id;
    return removal(start, isKept ? end : (markers[index + 1]?.start ?? end));
  });
}

function removal(start: number, end: number): OffsetEdit {
  return { start, end, newText: '' };
}

function blanked(text: string, edits: readonly OffsetEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of edits) {
    parts.push(text.slice(at, start), text.slice(start, end).replaceAll(/[^\r\n]/g, ' '));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

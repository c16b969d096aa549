const markerStart = new Set(['<', '=', '>', '|'].map((character) => character.charCodeAt(0)));
const marker = /(?:<{7}|>{7}|\|{7})(?: [^\n]*)?\r?(?:\n|$)|={7}\r?(?:\n|$)/y;

/** Offset behind the line of a merge conflict's marker that starts at an offset; undefined where there is none. */
export function conflictMarkerEnd(text: string, lineStart: number): number | undefined {
  const first = text.charCodeAt(lineStart);
  if (!markerStart.has(first) || text.charCodeAt(lineStart + 6) !== first) return undefined;
  marker.lastIndex = lineStart;
  return marker.test(text) ? marker.lastIndex : undefined;
}

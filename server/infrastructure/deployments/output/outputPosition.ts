/** How many bytes before a position tell whether a file is still the one that was read. */
const markBytes = 64;

/** A place in an output file, so that it is known again after the file was emptied or replaced. */
export interface OutputPosition {
  /** Inode of the file. */
  readonly file: string;
  readonly offset: number;
  /** Hash of the bytes before the offset. */
  readonly mark: number;
}

/** A position as clients carry it. */
export function positionText({ file, offset, mark }: OutputPosition): string {
  return `${file}-${offset}-${mark.toString(16).padStart(8, '0')}`;
}

/** The position of a text that has passed its schema; undefined for the start. */
export function parsePosition(text: string): OutputPosition | undefined {
  const [file = '', offset, mark = ''] = text.split('-');
  return offset === undefined ? undefined : { file, offset: Number(offset), mark: Number.parseInt(mark, 16) };
}

/** First byte that the mark of an offset covers. */
export function markStart(offset: number): number {
  return Math.max(0, offset - markBytes);
}

/** The mark of a position: hash of the bytes before it. */
export function markOf(bytes: Uint8Array): number {
  let hash = 0;
  for (const byte of bytes) hash = (Math.imul(hash, multiplier) + byte) >>> 0;
  return hash;
}

const multiplier = 0x01000193;

/** Last offset whose mark this is, over as many bytes as a mark covers at most; undefined where there is none. */
export function lastMarked(bytes: Uint8Array, mark: number): number | undefined {
  let leaving = 1;
  for (let i = 0; i < markBytes; i++) leaving = Math.imul(leaving, multiplier);
  let hash = 0;
  let found: number | undefined;
  for (let end = 0; end < bytes.length; end++) {
    const gone = end < markBytes ? 0 : Math.imul(bytes[end - markBytes] ?? 0, leaving);
    hash = (Math.imul(hash, multiplier) + (bytes[end] ?? 0) - gone) >>> 0;
    if (hash === mark && end + 1 >= markBytes) found = end + 1;
  }
  return found;
}

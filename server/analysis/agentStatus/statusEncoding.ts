/** How a status file is written; every one but the first is read for what it is meant to be. */
export type StatusEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedStatus {
  /** With its byte order mark where it is UTF-8 and has one. */
  readonly text: string;
  readonly encoding: StatusEncoding;
}

const names: Readonly<Record<StatusEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

/** The text of a status file: UTF-8, UTF-16 with or without a mark, and bytes that are neither as Windows-1252. */
export function decodeStatus(bytes: Uint8Array): DecodedStatus {
  const encoding = wideEncoding(bytes);
  if (encoding) return { text: new TextDecoder(encoding).decode(bytes), encoding };
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
      encoding: 'utf-8',
    };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

/** What is wrong with an encoding, in lower case and without a full stop; undefined for UTF-8. */
export function encodingProblem(encoding: StatusEncoding): string | undefined {
  return encoding === 'utf-8'
    ? undefined
    : `it is no UTF-8, which JSON has to be, but read as ${names[encoding]}`;
}

/** An object of JSON begins with a brace and a blank, a line break or a quote, none of which is beyond one byte. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first = 1, second = 1, third = 1, fourth = 1] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  return first === 0 && second !== 0 && third === 0 && fourth !== 0 ? 'utf-16be' : undefined;
}

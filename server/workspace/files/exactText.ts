import { isUtf8 } from 'node:buffer';

/** A text that can be written back byte by byte: with the encoding and byte order mark it was read with. */
export interface ExactText {
  readonly text: string;
  /** The bytes of a changed text; undefined where the encoding cannot hold it. */
  bytesOf(changed: string): Buffer | undefined;
}

interface Encoding {
  readonly mark: Buffer;
  decode(bytes: Buffer): string;
  encode(text: string): Buffer;
}

const utf8: Encoding = {
  mark: Buffer.alloc(0),
  decode: (bytes) => bytes.toString('utf8'),
  encode: (text) => Buffer.from(text, 'utf8'),
};
const utf16: Encoding = {
  mark: Buffer.of(0xff, 0xfe),
  decode: (bytes) => bytes.toString('utf16le'),
  encode: (text) => Buffer.from(text, 'utf16le'),
};
const marked: readonly Encoding[] = [
  { ...utf8, mark: Buffer.of(0xef, 0xbb, 0xbf) },
  utf16,
  {
    mark: Buffer.of(0xfe, 0xff),
    decode: (bytes) => (bytes.length % 2 === 0 ? utf16.decode(Buffer.from(bytes).swap16()) : ''),
    encode: (text) => utf16.encode(text).swap16(),
  },
];
const latin1: Encoding = {
  mark: Buffer.alloc(0),
  decode: (bytes) => bytes.toString('latin1'),
  encode: (text) => Buffer.from(text, 'latin1'),
};

/** The text of a file's bytes, as `SourceReader` reads them; or why it could not be written back as it was. */
export function exactText(bytes: Buffer): ExactText | { readonly why: string } {
  const encoding = encodingOf(bytes);
  if (bytes.includes(0) && (encoding === utf8 || encoding === latin1))
    return { why: 'a binary file: it has NUL bytes' };
  const { mark } = encoding;
  const text = encoding.decode(bytes.subarray(mark.length));
  const write = (changed: string): Buffer | undefined => {
    const content = encoding.encode(changed);
    return encoding.decode(content) === changed ? Buffer.concat([mark, content]) : undefined;
  };
  return write(text)?.equals(bytes)
    ? { text, bytesOf: write }
    : { why: 'it could not be written back byte by byte' };
}

function encodingOf(bytes: Buffer): Encoding {
  const found = marked.find(({ mark }) => bytes.subarray(0, mark.length).equals(mark));
  return found ?? (isUtf8(bytes) ? utf8 : latin1);
}

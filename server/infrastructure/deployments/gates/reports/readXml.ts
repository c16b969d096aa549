import sax from 'sax';
import { UnusableReport } from './reportContent.ts';

export type XmlAttributes = Readonly<Record<string, string>>;

/** What is told of the elements of a document, in their order. */
export interface XmlReader {
  /** Names that its root may have. */
  readonly roots: readonly string[];
  /** What it is called where it is another document: `JUnit XML`. */
  readonly kind: string;
  /** @param depth 0 for the root */
  open(name: string, attributes: XmlAttributes, depth: number): void;
  close(name: string, depth: number): void;
  text?(text: string): void;
}

const maximumDepth = 200;
// Messages of failed tests are attributes, and as long as the difference they show; the whole is bounded already.
Object.assign(sax, { MAX_BUFFER_LENGTH: Number.POSITIVE_INFINITY });
const options = { position: true, strictEntities: true };

/**
 * Reads an XML document that is well-formed. Entities other than XML's own five are an error, and nothing is fetched.
 * @throws {UnusableReport}
 */
export function readXml(chunks: Iterable<string>, reader: XmlReader): void {
  const parser = sax.parser(true, options);
  const stack: string[] = [];
  let roots = 0;
  parser.onerror = (error) => {
    throw new UnusableReport(`is not well-formed XML: ${complaint(error, parser.line + 1)}`);
  };
  parser.onopentag = ({ name, attributes }) => {
    if (stack.length === 0) expectRoot(name, reader);
    if (stack.length === 0 && ++roots > 1)
      throw new UnusableReport('is not well-formed XML: it has two roots');
    if (stack.length >= maximumDepth) throw new UnusableReport('is nested too deeply');
    reader.open(name, attributes as XmlAttributes, stack.length);
    stack.push(name);
  };
  parser.onclosetag = (name) => {
    stack.pop();
    reader.close(name, stack.length);
  };
  parser.ontext = (text) => reader.text?.(text);
  parser.oncdata = (text) => reader.text?.(text);
  let empty = true;
  for (const chunk of chunks) {
    empty &&= chunk.trim() === '';
    parser.write(chunk);
  }
  if (empty) throw new UnusableReport('is empty');
  parser.close();
}

function expectRoot(name: string, { roots, kind }: XmlReader): void {
  if (!roots.includes(name))
    throw new UnusableReport(`is not ${kind}: its root is <${name.slice(0, 60)}>, not <${roots[0]}>`);
}

function complaint(error: Error, line: number): string {
  const [first = 'it is broken'] = error.message.split('\n');
  // It quotes the report, whose names may be of any length.
  const told = first.replaceAll(/[\p{Cc}\s]+/gu, ' ').slice(0, 200);
  return `line ${line}: ${told.charAt(0).toLowerCase()}${told.slice(1)}`;
}

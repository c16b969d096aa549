import { type CoverageCount, mark } from './coverageCount.ts';
import { readXml, type XmlAttributes, type XmlReader } from './readXml.ts';
import { countOf, UnusableReport } from './reportContent.ts';

/**
 * Counts coverage in Cobertura XML from its single lines and methods.
 * @throws {UnusableReport}
 */
export function readCobertura(chunks: Iterable<string>, count: CoverageCount): void {
  const reader = new CoberturaReader(count);
  readXml(chunks, reader);
  reader.end();
}

class CoberturaReader implements XmlReader {
  readonly roots = ['coverage'];
  readonly kind = 'Cobertura XML';
  readonly #count: CoverageCount;
  #file: ReturnType<CoverageCount['file']> | undefined;
  /** Name of the method that is read: its lines stand under its class once more. */
  #method: string | undefined;
  #classes = 0;

  constructor(count: CoverageCount) {
    this.#count = count;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'class') {
      this.#classes++;
      this.#file = this.#count.file(attributes['filename'] ?? attributes['name'] ?? '');
    } else if (name === 'method') this.#openMethod(attributes);
    else if (name === 'line') this.#line(attributes);
  }

  close(name: string): void {
    if (name === 'class') this.#file = undefined;
    else if (name === 'method') this.#method = undefined;
  }

  end(): void {
    if (this.#classes === 0) throw new UnusableReport('tells no file');
  }

  #openMethod({ name = '', signature = '' }: XmlAttributes): void {
    this.#method = `${name}${signature}`;
    if (this.#file) mark(this.#file.functions, this.#method, false);
  }

  #line(attributes: XmlAttributes): void {
    if (!this.#file) return;
    const number = whole(attributes, 'number');
    const covered = whole(attributes, 'hits') > 0;
    const condition = attributes['condition-coverage'];
    if (this.#method !== undefined) mark(this.#file.functions, this.#method, covered);
    else mark(this.#file.lines, number, covered);
    if (this.#method === undefined && condition !== undefined)
      this.#branches(this.#file.branches, number, condition);
  }

  /** `50% (1/2)`. */
  #branches(branches: Map<string, boolean>, line: number, condition: string): void {
    const [, taken, all] = /\((\d{1,4})\/(\d{1,4})\)/.exec(condition) ?? [];
    if (taken === undefined || all === undefined)
      throw new UnusableReport(
        `says condition-coverage="${condition.slice(0, 40)}", which Swarm cannot read`,
      );
    for (let branch = 0; branch < Number(all); branch++)
      mark(branches, `${line},${branch}`, branch < Number(taken));
  }
}

function whole(attributes: XmlAttributes, name: string): number {
  const text = attributes[name];
  const count = countOf(text);
  if (count === undefined)
    throw new UnusableReport(
      `has a line whose ${name} is ${JSON.stringify((text ?? '').slice(0, 40))}, no number`,
    );
  return count;
}

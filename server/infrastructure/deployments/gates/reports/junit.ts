import { readXml, type XmlAttributes, type XmlReader } from './readXml.ts';
import { type CountedContent, countOf, Details, UnusableReport } from './reportContent.ts';

/** A test while it is read. */
interface TestCase {
  readonly name: string;
  problem: string | undefined;
  skipped: boolean;
  flaky: boolean;
}

/**
 * The tests of a report in JUnit XML: `run`, `failed`, `skipped`, `flaky`. Tests are counted one by one; where the
 * report sums up more failures than it shows (a file that could not be loaded), its sum counts.
 * @throws {UnusableReport}
 */
export function readJUnit(chunks: Iterable<string>): CountedContent {
  const reader = new JUnitReader();
  readXml(chunks, reader);
  return reader.content();
}

class JUnitReader implements XmlReader {
  readonly roots = ['testsuites', 'testsuite'];
  readonly kind = 'JUnit XML';
  readonly #details = new Details();
  readonly #counts = { tests: 0, failed: 0, skipped: 0, flaky: 0 };
  /** Failures as the root and the suites right below it sum them up. */
  readonly #declared = { root: 0, suites: 0 };
  #suite = '';
  #test: TestCase | undefined;
  /** Depth of an element that says why a test failed. */
  #failureDepth: number | undefined;

  open(name: string, attributes: XmlAttributes, depth: number): void {
    if (depth === 0) this.#declared.root += failuresOf(attributes);
    else if (depth === 1 && name === 'testsuite') this.#declared.suites += failuresOf(attributes);
    if (name === 'testsuite') this.#suite = attributes['name'] ?? '';
    else if (name === 'testcase') this.#test = testCase(attributes, this.#suite);
    else this.#note(name, attributes, depth);
  }

  close(name: string, depth: number): void {
    if (depth === this.#failureDepth) this.#failureDepth = undefined;
    if (name !== 'testcase' || !this.#test) return;
    this.#count(this.#test);
    this.#test = undefined;
  }

  text(text: string): void {
    if (this.#failureDepth === undefined || this.#test?.problem !== '') return;
    this.#test.problem = text.trim().split('\n', 1)[0] ?? '';
  }

  content(): CountedContent {
    const { tests, failed, skipped, flaky } = this.#counts;
    const { root, suites } = this.#declared;
    return {
      figures: { run: tests - skipped, failed: Math.max(failed, root, suites), skipped, flaky },
      details: this.#details.lines,
    };
  }

  #note(name: string, attributes: XmlAttributes, depth: number): void {
    const test = this.#test;
    if (name === 'failure' || name === 'error') this.#noteFailure(attributes['message'], depth);
    else if (test && name === 'skipped') test.skipped = true;
    // Maven's Surefire writes these for a test that passed when it was repeated.
    else if (test && /^flaky(?:Failure|Error)$/.test(name)) test.flaky = true;
  }

  #noteFailure(message: string | undefined, depth: number): void {
    this.#failureDepth = depth;
    if (this.#test) this.#test.problem ??= message ?? '';
    else this.#fail(this.#suite, message);
  }

  #count({ name, problem, skipped, flaky }: TestCase): void {
    this.#counts.tests++;
    if (problem !== undefined) this.#fail(name, problem);
    else if (skipped) this.#counts.skipped++;
    else if (flaky) {
      this.#counts.flaky++;
      this.#details.add(`flaky: ${name}`);
    }
  }

  #fail(name: string, problem: string | undefined): void {
    this.#counts.failed++;
    this.#details.add(problem ? `failed: ${name}: ${problem}` : `failed: ${name}`);
  }
}

function testCase(attributes: XmlAttributes, suite: string): TestCase {
  const { name = '', classname = '', status } = attributes;
  const where = classname === '' ? suite : classname;
  const whole = where === '' || name.startsWith(where) ? name : `${where} ${name}`;
  // Googletest lists disabled tests so.
  return { name: whole, problem: undefined, skipped: status === 'notrun', flaky: false };
}

function failuresOf(attributes: XmlAttributes): number {
  return declared(attributes, 'failures') + declared(attributes, 'errors');
}

function declared(attributes: XmlAttributes, name: string): number {
  const text = attributes[name];
  if (text === undefined || text === '') return 0;
  const count = countOf(text);
  if (count === undefined)
    throw new UnusableReport(`says ${name}="${text.slice(0, 40)}", which is no number`);
  return count;
}

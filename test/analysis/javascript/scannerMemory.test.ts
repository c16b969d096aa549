import { describe, expect, it } from 'vitest';
import { scanJavaScript } from '../../../server/analysis/javascript/javascriptScanner.ts';
import { StringText } from '../../../server/analysis/text/stringText.ts';

function namesIn(text: string): (string | undefined)[] {
  return scanJavaScript(new StringText(text), 'javascript').definitions.map(({ name }) => name);
}

describe('the memory of the scanner', () => {
  it('holds a text of any length, and forgets it for the next', () => {
    expect(namesIn('')).toEqual([]);
    expect(
      namesIn(`function first() {}\n${'// one line of many\n'.repeat(500_000)}function last() {}\n`),
    ).toEqual(['first', 'last']);
    expect(namesIn('')).toEqual([]);
    expect(namesIn('class Next {}')).toEqual(['Next']);
  });

  it('grows with what is open', () => {
    const depth = 200_000;
    const text = `function outer() {\n${'(['.repeat(depth)}${'])'.repeat(depth)}}\nfunction next() {}\n`;
    expect(namesIn(text)).toEqual(['outer', 'next']);
  });

  it('counts in UTF-16 code units, paired or not', () => {
    const text = "const a = '\u{1f600}\ud800é'; function named() {}";
    const [found] = scanJavaScript(new StringText(text), 'javascript').definitions;
    expect(found).toMatchObject({ name: 'named', parameters: 0 });
    expect(found?.nameRange.start.column).toBe(text.indexOf('named') + 1);
  });

  it('keeps what was found while another text is scanned', () => {
    const first = scanJavaScript(new StringText('import "a";\nfunction one(x) {\n}\n'), 'javascript');
    namesIn('class Other { method() { if (a) b(`\n`); } }'.repeat(100));
    expect(first.imports.map(({ module }) => module.name)).toEqual(['a']);
    expect(first.definitions[0]).toMatchObject({ name: 'one', firstLine: 2, lastLine: 3, parameters: 1 });
  });
});

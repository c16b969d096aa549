import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseJavaScript } from '../../../../server/analysis/javascript/syntax/parseJavaScript.ts';
import { applied, explainText } from './explainText.ts';
import { movingCases } from './movingCases.ts';

const texts = movingCases.map(({ text }) => text);
const statements = [
  'a();',
  'b()',
  "'use strict'",
  '// c',
  'let d = () => a',
  '(a)',
  '[b]',
  '`x`',
  'export default 1',
];

it('never throws on a broken text, and says nothing safe of it', async () => {
  const damaged = fc.tuple(
    fc.constantFrom(...texts),
    fc.nat(200),
    fc.nat(5),
    fc.constantFrom('', '(', '}', '"', '\n', '=>'),
  );
  await fc.assert(
    fc.asyncProperty(damaged, async ([text, at, length, inserted]) => {
      const broken = text.slice(0, at) + inserted + text.slice(at + length);
      const { verdict } = await explainText(broken);
      const parsed = await parseJavaScript(broken, 'typescript');
      if ('fault' in parsed) expect(verdict).toBe('no');
    }),
    { numRuns: 300 },
  );
});

it('whatever stands around, a fixed text parses and keeps every other character', async () => {
  const around = fc.array(fc.constantFrom(...statements), { maxLength: 4 });
  const eol = fc.constantFrom('\n', '\r\n');
  await fc.assert(
    fc.asyncProperty(around, around, eol, fc.boolean(), async (before, after, end, semicolon) => {
      const statement = `const heavy = require('heavy')${semicolon ? ';' : ''}`;
      const lines = [...before, statement, ...after, 'function f() {', '  return heavy', '}', ''];
      const text = lines.join(end);
      const { fixes } = await explainText(text, 'javascript');
      for (const fix of fixes) {
        const fixed = applied(text, fix);
        expect(await parseJavaScript(fixed, 'javascript')).toHaveProperty('tree');
        const kept = (each: string) =>
          each.replace(/[ \t]*const heavy = require\('heavy'\);?\s*/g, '').replace(/[;\s]/g, '');
        expect(kept(fixed)).toBe(kept(text));
        expect(fixed.includes('\r\n')).toBe(end === '\r\n');
      }
    }),
    { numRuns: 300 },
  );
});

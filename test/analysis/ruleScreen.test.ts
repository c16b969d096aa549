import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze, analyzeModule, byPlace } from '../../server/analysis/analyze.ts';
import type { Rule } from '../../server/analysis/rule.ts';
import { RuleScreen } from '../../server/analysis/ruleScreen.ts';
import { rules } from '../../server/analysis/rules.ts';
import { SourceModule } from '../../server/analysis/sourceModule.ts';
import { StringText } from '../../server/analysis/text/stringText.ts';
import { settingsWith } from './settings.ts';

const pieces = {
  python: [
    'import torch\n',
    'def f(a, b):\n    if a:\n        return b\n',
    'class A:\n    x = 1\n',
    'x = 1\n',
  ],
  typescript: [
    "import 'lodash';\n",
    'function f(a, b) {\n  if (a) {}\n}\n',
    'class A {\n}\n',
    'enum E {\n  B,\n}\n',
  ],
  css: ['a {}\n', '\n'],
} as const;
const languages = ['python', 'typescript', 'css'] as const;

const limits = fc.record({
  file: fc.nat(6),
  function: fc.nat(3),
  class: fc.nat(3),
  parameters: fc.nat(2),
  complexity: fc.nat(2),
  nesting: fc.nat(1),
  classesPerFile: fc.nat(2),
  functionsPerFile: fc.nat(2),
  enumsPerFile: fc.nat(2),
  lineLength: fc.nat(20),
});

const texts = fc.constantFrom(...languages).chain((languageId) =>
  fc.record({
    languageId: fc.constant(languageId),
    parts: fc.array(fc.constantFrom<string>(...pieces[languageId]), { maxLength: 5 }),
  }),
);

describe('the screen of the rules', () => {
  it('leaves out no rule that finds something', () => {
    const near = fc.constantFrom(undefined, 0.5, 0.9);
    fc.assert(
      fc.property(texts, limits, near, ({ languageId, parts }, given, approachingFrom) => {
        const text = parts.join('');
        const settings = { ...settingsWith(given), approachingFrom };
        const all = rules.flatMap((rule) => rule.check(new SourceModule(text, languageId), settings));
        expect(analyze(text, languageId, settings)).toEqual(all.sort(byPlace));
      }),
      { numRuns: 300 },
    );
  });

  it('asks of a text without anything of concern only what its figures do not tell', () => {
    const module = new SourceModule('x = 1\n', 'python');
    const asked = new RuleScreen(rules, settingsWith()).rulesFor(module).map(({ id }) => id);
    expect(asked).toEqual(['heavy-import', 'lazy-import-defeated']);
  });

  it('leaves it to each rule to fail where a text cannot be scanned', () => {
    const source = new StringText('x = 1\n');
    source.load = () => {
      throw new Error('no memory');
    };
    const failed: Rule['id'][] = [];
    const onError = ({ id }: Rule) => failed.push(id);
    const limited = settingsWith({ complexity: 10 });
    expect(analyzeModule(new SourceModule(source, 'python'), limited, { onError })).toEqual([]);
    expect(failed).toEqual(['function-too-long', 'class-too-long', 'too-complex', 'heavy-import']);
  });
});

import { describe, expect, it } from 'vitest';
import { parseJavaScript } from '../../../../server/analysis/javascript/syntax/parseJavaScript.ts';
import { applied, explainText } from './explainText.ts';
import { movingCases } from './movingCases.ts';
import { stayingCases } from './stayingCases.ts';
import { typeOnlyCases } from './typeOnlyCases.ts';

const all = [...typeOnlyCases, ...stayingCases, ...movingCases];

describe('the safety matrix of JavaScript and TypeScript', () => {
  it('is tried in every case from 55 on; 54 is no finding', () => {
    const tried = new Set(all.map(({ name }) => Number.parseInt(name, 10)));
    expect(Array.from({ length: 11 }, (_, index) => index + 55).filter((each) => !tried.has(each))).toEqual(
      [],
    );
  });

  it.each(all)('$name', async (each) => {
    const { text, languageId = 'typescript', cases = [] } = each;
    const { verdict, obstacles, fixes } = await explainText(text, languageId);
    expect(obstacles.map(({ matrixCase }) => matrixCase)).toEqual(cases);
    expect(verdict).toBe(each.verdict);
    if (each.fixed !== undefined) expect(applied(text, fixes[0])).toBe(each.fixed);
    for (const fix of fixes) {
      expect(await parseJavaScript(applied(text, fix), languageId)).toHaveProperty('tree');
      expect(fix.caveats.length > 0).toBe(fix.safety === 'unsafe');
    }
  });

  it('names the place of an obstacle in a sentence', async () => {
    const { obstacles } = await explainText("import { A } from 'heavy';\n\nclass B extends A {}\n");
    expect(obstacles).toEqual([
      {
        matrixCase: 61,
        range: { start: { line: 3, column: 17 }, end: { line: 3, column: 18 } },
        message: "Line 3 needs 'A' while the module is imported: it extends it.",
      },
    ]);
  });

  it('58 offers import defer, unsafe, where the file or its settings know it', async () => {
    const text = "import { go } from 'heavy';\nexport const f = () => go();\n";
    expect((await explainText(text)).fixes).toEqual([]);
    const { verdict, fixes } = await explainText(text, 'typescript', { importDefer: true });
    expect(verdict).toBe('unsafe');
    expect(applied(text, fixes[0])).toBe(
      "import defer * as heavy from 'heavy';\nexport const f = () => (0, heavy.go)();\n",
    );
    const known = `import defer * as other from 'other';\n${text}`;
    expect((await explainText(known)).fixes.map(({ kind }) => kind)).toEqual(['import-defer']);
  });

  it('says that a function is handed over, which forbids nothing', async () => {
    const { verdict, notes } = await explainText(
      "const a = require('heavy');\napp.get('/', () => {\n  a.b();\n});\n",
      'javascript',
    );
    expect(verdict).toBe('safe');
    expect(notes).toEqual([
      'Line 2 hands the function in line 2 over: if it is called at once, the package is loaded at once as before.',
    ]);
  });

  it('gives a sentence for texts nested beyond reason', async () => {
    const deep = `const a = require('heavy');\nx = ${'a + '.repeat(50_000)}1;\n`;
    const { verdict, obstacles } = await explainText(deep, 'javascript');
    expect(verdict).toBe('no');
    expect(obstacles.map(({ matrixCase }) => matrixCase)).toEqual([50]);
  });
});

import { describe, expect, it } from 'vitest';
import { analyzeModule } from '../../../../server/analysis/analyze.ts';
import type { HeavyImportFinding } from '../../../../server/analysis/finding.ts';
import type { OffsetEdit } from '../../../../server/analysis/fixes/fix.ts';
import { heavyModules } from '../../../../server/analysis/heavyImports/heavyModules.ts';
import { explainPythonImport } from '../../../../server/analysis/python/laziness/explainPythonImport.ts';
import { heavyImport } from '../../../../server/analysis/rules/heavyImport.ts';
import { SourceModule } from '../../../../server/analysis/sourceModule.ts';
import { settingsWith } from '../../settings.ts';
import { annotations } from './matrix/annotations.ts';
import { forms } from './matrix/forms.ts';
import { guards } from './matrix/guards.ts';
import { helpers } from './matrix/helpers.ts';
import { insertion } from './matrix/insertion.ts';
import type { MatrixCase } from './matrix/matrixCase.ts';
import { names } from './matrix/names.ts';
import { risks } from './matrix/risks.ts';
import { scopes } from './matrix/scopes.ts';
import { uses } from './matrix/uses.ts';

const cases = [
  ...uses,
  ...annotations,
  ...names,
  ...guards,
  ...forms,
  ...scopes,
  ...insertion,
  ...helpers,
  ...risks,
];
const settings = { ...settingsWith(), heavyModules: heavyModules(['mpl_toolkits', 'agents.models'], []) };
const nobody = {
  importedElsewhere: new Set<string>(),
  patched: new Set<string>(),
  moduleName: 'agents.base',
};

function findings(module: SourceModule): HeavyImportFinding[] {
  return analyzeModule(module, settings, { rules: [heavyImport] }).filter(
    ({ rule }) => rule === 'heavy-import',
  ) as HeavyImportFinding[];
}

function applied(text: string, edits: readonly OffsetEdit[]): string {
  return edits.reduceRight(
    (result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end),
    text,
  );
}

function explained({ text, context }: MatrixCase) {
  const module = new SourceModule(text, 'python');
  const [finding] = findings(module);
  if (!finding) return undefined;
  return explainPythonImport(module, finding, {
    target: { major: 3, minor: 11 },
    workspace: nobody,
    ...context,
  });
}

describe('the safety matrix', () => {
  it('is tried in every case that is about Python', () => {
    const tried = new Set(cases.map((each) => each.case));
    expect(Array.from({ length: 53 }, (_, index) => index + 1).filter((each) => !tried.has(each))).toEqual(
      [],
    );
  });

  it.each(cases.map((each) => [each.case, each.name, each] as const))('case %i: %s', (_, __, matrixCase) => {
    const found = explained(matrixCase);
    expect(found?.verdict ?? 'silent').toBe(matrixCase.verdict);
    if (!found) return;
    if (matrixCase.obstacles)
      expect(found.obstacles.map((each) => each.matrixCase)).toEqual(matrixCase.obstacles);
    else if (matrixCase.verdict === 'safe')
      expect(found.obstacles.filter((each) => ![5, 17, 19, 20, 23, 41].includes(each.matrixCase))).toEqual(
        [],
      );
    if (matrixCase.says) expect(found.obstacles[0]?.message).toContain(matrixCase.says);
    if (matrixCase.fixes) {
      // Before Python 3.15 `__lazy_modules__` is offered last, and unsafe because it does nothing.
      const offered = found.fixes.filter(
        ({ kind }) => kind !== 'lazy-modules' || matrixCase.fixes?.[kind] !== undefined,
      );
      const texts = Object.fromEntries(
        offered.map(({ kind, edits }) => [kind, applied(matrixCase.text, edits)]),
      );
      expect(texts).toEqual(matrixCase.fixes);
      expect(Object.keys(texts)).toEqual(Object.keys(matrixCase.fixes));
    }
  });

  it('names in a title what moves, one or several', async () => {
    const title = async (names: string) => {
      const text = `from torch import ${names}\ndef f():\n    return ${names}\ndef g():\n    return ${names}\n`;
      const found = await explained({ case: 2, name: '', text, verdict: 'safe' });
      return found?.fixes[0]?.title;
    };
    expect(await title('nn')).toBe('Import nn inside the 2 functions that use it');
    expect(await title('nn, cuda')).toBe('Import nn and cuda inside the 2 functions that use them');
  });
});

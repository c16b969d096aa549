import type { HeavyImportFinding } from '../../../../server/analysis/finding.ts';
import { EditedText } from '../../../../server/analysis/fixes/editedText.ts';
import type { Fix } from '../../../../server/analysis/fixes/fix.ts';
import { explainJavaScriptImport } from '../../../../server/analysis/javascript/laziness/explainJavaScriptImport.ts';
import type {
  ImportContext,
  ImportExplanation,
} from '../../../../server/analysis/laziness/importExplanation.ts';
import { SourceModule } from '../../../../server/analysis/sourceModule.ts';

/** Offset of a specifier in the first import or `require` that has it. */
function placeOf(text: string, specifier: string): number {
  for (let at = text.indexOf(specifier); at !== -1; at = text.indexOf(specifier, at + 1)) {
    const before = /\b(?:from|import|require)\s*\(?\s*(['"])$/.exec(text.slice(Math.max(0, at - 100), at));
    if (before && text[at + specifier.length] === before[1]) return at;
  }
  return -1;
}

/** A finding on the first place of a text where the package `heavy` is named as a specifier. */
export function heavyFinding(module: SourceModule, specifier = 'heavy'): HeavyImportFinding {
  const at = placeOf(module.text, specifier);
  return {
    rule: 'heavy-import',
    severity: 'major',
    message: '',
    range: module.lines.range(at, at + specifier.length),
    data: { module: specifier, root: specifier },
  };
}

export function explainText(
  text: string,
  languageId = 'typescript',
  context: Partial<ImportContext> = {},
): Promise<ImportExplanation> {
  const module = new SourceModule(text, languageId);
  return explainJavaScriptImport(module, heavyFinding(module), {
    target: undefined,
    workspace: undefined,
    ...context,
  });
}

/** Of a text, as if what a specifier names were heavy. */
export function explainSpecifierIn(
  text: string,
  specifier: string,
  languageId: string,
): Promise<ImportExplanation> {
  const module = new SourceModule(text, languageId);
  const finding = heavyFinding(module, specifier);
  return explainJavaScriptImport(module, finding, { target: undefined, workspace: undefined });
}

export function applied(text: string, fix: Fix | undefined): string {
  const edited = new EditedText(text);
  edited.apply(fix?.edits ?? []);
  return edited.text;
}

import type { HeavyImportFinding } from '../../../../server/analysis/finding.ts';
import type { Fix } from '../../../../server/analysis/fix.ts';
import { EditedText } from '../../../../server/analysis/fixes/editedText.ts';
import type { ImportContext, ImportExplanation } from '../../../../server/analysis/importExplanation.ts';
import { explainJavaScriptImport } from '../../../../server/analysis/javascript/laziness/explainJavaScriptImport.ts';
import { SourceModule } from '../../../../server/analysis/sourceModule.ts';

/** A finding on the first place of a text where the package `heavy` is named as a specifier. */
export function heavyFinding(module: SourceModule, specifier = 'heavy'): HeavyImportFinding {
  const at = module.text.search(new RegExp(`(?<=['"])${specifier}['"]`));
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

export function applied(text: string, fix: Fix | undefined): string {
  const edited = new EditedText(text);
  edited.apply(fix?.edits ?? []);
  return edited.text;
}

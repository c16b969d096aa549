import { analyzeModule } from '../../../server/analysis/analyze.ts';
import type { HeavyImportFinding } from '../../../server/analysis/finding.ts';
import { EditedText } from '../../../server/analysis/fixes/editedText.ts';
import type { OffsetEdit } from '../../../server/analysis/fixes/fix.ts';
import type { ImportContext, TargetVersion } from '../../../server/analysis/laziness/importExplanation.ts';
import { explainPythonImport } from '../../../server/analysis/python/laziness/explainPythonImport.ts';
import { heavyImport } from '../../../server/analysis/rules/heavyImport.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { settingsWith } from '../../analysis/settings.ts';

/** A text with the imports of some roots made lazy. */
export interface Rewriting {
  readonly text: string;
  readonly edits: readonly OffsetEdit[];
  /** Roots that a safe fix made lazy. */
  readonly fixed: readonly string[];
  /** Roots that were explained only. */
  readonly explained: readonly string[];
  /** Names that the module no longer has. */
  readonly moved: readonly string[];
}

// Modules that Python itself needs in `sys.modules`.
const impossible = new Set([
  'sys',
  'builtins',
  '__future__',
  'importlib',
  '_frozen_importlib',
  '_thread',
  'types',
  'marshal',
  '_imp',
  'zipimport',
  'warnings',
  'encodings',
  'codecs',
  // The condition for type checkers comes from it.
  'typing',
]);

/** Every import at module level that can stand in as heavy. */
export function heavyRoots(text: string, ownName: string): string[] {
  const own = ownName.split('.')[0];
  const { imports } = new SourceModule(text, 'python');
  const roots = imports
    .filter(({ level }) => level === 0)
    .map(({ module }) => module.name.split('.')[0] ?? '');
  return [...new Set(roots)].filter((root) => root !== '' && root !== own && !impossible.has(root));
}

/** Applies the preferred safe fix for each root in turn, each to the text that the one before left. */
export function makeLazy(
  text: string,
  roots: readonly string[],
  moduleName: string,
  target: TargetVersion = { major: 3, minor: 11 },
): Rewriting {
  const context: ImportContext = {
    target,
    workspace: { importedElsewhere: new Set(), patched: new Set(), moduleName },
  };
  const edited = new EditedText(text);
  const fixed: string[] = [];
  const explained: string[] = [];
  const moved = new Set<string>();
  for (const root of roots) {
    const module = new SourceModule(edited.text, 'python');
    const [finding] = findings(module, root);
    if (!finding) continue;
    const [fix] = explainPythonImport(module, finding, context).fixes.filter(
      ({ safety }) => safety === 'safe',
    );
    if (!fix) explained.push(root);
    else {
      for (const name of boundNames(edited.text, root)) moved.add(name);
      edited.apply(fix.edits);
      fixed.push(root);
    }
  }
  return { text: edited.text, edits: edited.edits, fixed, explained, moved: [...moved] };
}

function findings(module: SourceModule, root: string): HeavyImportFinding[] {
  const settings = { ...settingsWith(), heavyModules: new Set([root]) };
  const found = analyzeModule(module, settings, { rules: [heavyImport] });
  return found.filter((each): each is HeavyImportFinding => each.rule === 'heavy-import');
}

/** Names that imports of a root at the start of a line bind, aliases included. */
function boundNames(text: string, root: string): string[] {
  const names: string[] = [];
  for (const [, list = ''] of text.matchAll(/^\s*import[ \t]+([^\n;#]+)/gm))
    for (const part of list.split(',')) {
      const [name = '', alias] = part.trim().split(/\s+as\s+/);
      if (name.split('.')[0] === root) names.push(alias?.trim() ?? root);
    }
  for (const [, module = '', open, list = ''] of text.matchAll(
    /^\s*from[ \t]+([\w.]+)[ \t]+import[ \t]*(\(?)([^)\n]*(?:(?<=\([^)]*)\n[^)\n]*)*)/gm,
  ))
    if (module.split('.')[0] === root)
      for (const part of list.replace(/#[^\n]*/g, '').split(','))
        names.push(
          part
            .trim()
            .split(/\s+as\s+/)
            .at(-1)
            ?.trim() ??
            open ??
            '',
        );
  return names.filter((name) => /^\w+$/.test(name));
}

import { analyze } from '../../../server/analysis/analyze.ts';
import type { HeavyImportFinding } from '../../../server/analysis/finding.ts';
import { ImportGraph } from '../../../server/analysis/importGraph/importGraph.ts';
import {
  type ImportStatement,
  importStatements,
} from '../../../server/analysis/importGraph/importStatement.ts';
import { HeavyImportInGraph } from '../../../server/analysis/rules/heavyImportInGraph.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { settingsWith } from '../settings.ts';

export type Texts = Readonly<Record<string, string>>;

export const heavyModules: ReadonlySet<string> = new Set([
  'torch',
  'pandas',
  'plotly.express',
  'company.models',
]);

export function importsOf(text: string): ImportStatement[] {
  return importStatements(new SourceModule(text, 'python'));
}

/** The graph of files by their paths. */
export function graphOf(texts: Texts): ImportGraph {
  const graph = new ImportGraph(heavyModules);
  for (const [path, text] of Object.entries(texts)) graph.update(path, importsOf(text));
  return graph;
}

/** The heavy imports found in one of these files. */
export function findingsIn(texts: Texts, path: string): HeavyImportFinding[] {
  const rule = new HeavyImportInGraph(graphOf(texts)).ruleFor(path);
  const settings = { ...settingsWith(), heavyModules };
  return analyze(texts[path] ?? '', 'python', settings, { rules: [rule] }) as HeavyImportFinding[];
}

/** The chains found in one of these files, each link as `path:line module`; `direct` for a finding without one. */
export function chainsIn(texts: Texts, path: string): string[] {
  return findingsIn(texts, path).map(
    ({ data: { chain } }) =>
      chain?.map((link) => `${link.path}:${link.line} ${link.module}`).join(' > ') ?? 'direct',
  );
}

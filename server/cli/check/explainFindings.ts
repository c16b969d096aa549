import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { HeavyImportFinding } from '../../analysis/finding.ts';
import { explainImport } from '../../analysis/laziness/explainImport.ts';
import type { ImportExplanation } from '../../analysis/laziness/importExplanation.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import type { CheckReport } from '../../protocol/checkReport.ts';
import { exactText } from '../../workspace/files/exactText.ts';
import { FixRepositories } from '../fix/fixRepositories.ts';
import type { CheckTarget } from '../targets/checkTargets.ts';
import type { CheckFinding } from './checkRun.ts';

type Explanation = NonNullable<CheckFinding['explanation']>;

/** Says of each heavy import among the findings why it can or cannot be lazy, as hovers in an editor do. */
export async function explainFindings(
  report: CheckReport,
  targets: readonly CheckTarget[],
  { cwd, warn }: { readonly cwd: string; readonly warn: (sentence: string) => void },
): Promise<CheckReport> {
  const byFile = new Map(targets.map((target) => [target.file, target]));
  const repositories = new FixRepositories(warn);
  const files = new Map<string, Map<string, Explanation>>();
  const findings: CheckFinding[] = [];
  for (const finding of report.findings) {
    const target = byFile.get(path.resolve(cwd, finding.path));
    if (finding.rule !== 'heavy-import' || target === undefined) {
      findings.push(finding);
      continue;
    }
    const known = files.get(target.file) ?? (await explainFile(target, repositories));
    files.set(target.file, known);
    const explanation = known.get(placeOf(finding));
    findings.push(explanation ? { ...finding, explanation } : finding);
  }
  return { ...report, findings };
}

/** What is to be said of each heavy import of a file, by its place; nothing of a file that has changed since. */
async function explainFile(
  target: CheckTarget,
  repositories: FixRepositories,
): Promise<Map<string, Explanation>> {
  const explanations = new Map<string, Explanation>();
  const exact = exactText(await readFile(target.file).catch(() => Buffer.of()));
  if ('why' in exact) return explanations;
  const module = new SourceModule(exact.text, target.languageId);
  const find = await repositories.finder(target);
  const context = await repositories.contextOf(target);
  for (const finding of find(module)) {
    if (finding.rule !== 'heavy-import') continue;
    explanations.set(placeOf(finding), inShort(await explainImport(module, finding, context)));
  }
  return explanations;
}

function placeOf({
  range: { start },
  data,
}: Pick<HeavyImportFinding | CheckFinding, 'range' | 'data'>): string {
  return `${start.line}:${start.column} ${String(data['module'])}`;
}

function inShort({ verdict, obstacles, fixes, notes }: ImportExplanation): Explanation {
  return {
    verdict,
    obstacles: obstacles.map(({ matrixCase, range: { start }, message }) => ({
      matrixCase,
      ...start,
      message,
    })),
    fixes: fixes.map(({ title, kind, safety }) => ({ title, kind, safety })),
    notes: [...(notes ?? [])],
  };
}

import type { ImportContext, ImportExplanation, Obstacle } from '../../laziness/importExplanation.ts';
import { bundlerObstacles } from './bundlerObstacles.ts';
import { explanation } from './explanation.ts';
import { dynamicImportFix } from './fixes/dynamicImportFix.ts';
import { importDeferFix } from './fixes/importDeferFix.ts';
import { importTypeFix } from './fixes/importTypeFix.ts';
import { inlineRequireFix } from './fixes/inlineRequireFix.ts';
import type { Proposal } from './fixes/proposal.ts';
import { formObstacles } from './formObstacles.ts';
import { generalObstacles } from './generalObstacles.ts';
import type { Host } from './hosts.ts';
import { functionLabel, type ImportCase } from './importCase.ts';
import { importsBeside } from './importsBeside.ts';

/** Judges an import: types alone, then what its form and its uses allow. */
export function explainCase(importCase: ImportCase, context: ImportContext): ImportExplanation {
  const asTypes = importTypeFix(importCase);
  if (asTypes.length > 0) return explanation([], asTypes);
  const standing = [...formObstacles(importCase), ...generalObstacles(importCase)];
  if (standing.length > 0) return explanation(standing, []);
  const isRequire = importCase.subject.form === 'require';
  const bundled = isRequire ? [] : bundlerObstacles(importCase);
  const { fixes, obstacles, hosts } = moved(importCase, bundled);
  const beside = fixes.length > 0 ? besideObstacles(importCase) : [];
  if (beside.length > 0) return explanation([...beside, ...obstacles], []);
  const deferred = knowsDefer(importCase, context) ? importDeferFix(importCase) : [];
  const all = [...fixes, ...deferred];
  const hints = fixes.length > 0 ? bundled : [];
  return explanation([...obstacles, ...hints], all, all.length > 0 ? notes(importCase, hosts) : []);
}

function moved(importCase: ImportCase, bundled: readonly Obstacle[]): Proposal {
  if (importCase.subject.form === 'require') return inlineRequireFix(importCase);
  return dynamicImportFix(
    importCase,
    bundled.map(({ message }) => message),
  );
}

/** Whether what runs or bundles the file has `import defer`: somebody says so, or the file has one. */
function knowsDefer({ tree }: ImportCase, context: ImportContext): boolean {
  const body = tree.program['body'];
  const has = Array.isArray(body) && body.some((each: { phase?: unknown }) => each.phase === 'defer');
  return context.importDefer === true || has;
}

/** Another import of the same package that has to stay makes this one pointless to move. */
function besideObstacles(importCase: ImportCase): Obstacle[] {
  return importsBeside(importCase).flatMap((other) => {
    const standing = [...formObstacles(other), ...generalObstacles(other)];
    if (standing.length === 0 && moved(other, []).fixes.length > 0) return [];
    const { lines, subject } = other;
    const { start, end } = subject.source;
    const message = `Line ${lines.lineAt(start)} imports '${subject.specifier}' too and has to stay, so the package is loaded anyway.`;
    return [{ matrixCase: 33, range: lines.range(start, end), message }];
  });
}

function notes(importCase: ImportCase, hosts: readonly Host[]): string[] {
  return hosts.flatMap(({ node }) => {
    const known = importCase.calls.get(node);
    if (!known?.handedOver) return [];
    const line = importCase.lines.lineAt(known.call.start);
    const label = functionLabel(importCase, node);
    return [
      `Line ${line} hands ${label} over: if it is called at once, the package is loaded at once as before.`,
    ];
  });
}

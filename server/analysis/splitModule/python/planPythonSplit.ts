import { moduleScopes } from '../../python/scopes/moduleScopes.ts';
import { parse } from '../../python/syntax/parse.ts';
import type { SplitContext, SplitFile, SplitPlan, SplitRefusal } from '../splitPlan.ts';
import { type Filling, fillParts, groupsOf, linesIn, linesOf } from './chooseParts.ts';
import { type Cluster, clustersOf, needsAmong } from './clusters.ts';
import { keepsOrder, orderedUnits } from './executionOrder.ts';
import { importedNames } from './importedName.ts';
import { moduleLoggers } from './moduleLoggers.ts';
import { modulePath, pathOf } from './modulePath.ts';
import { moduleUnits } from './moduleUnits.ts';
import { neighbourImport } from './neighbourImport.ts';
import { partText } from './partText.ts';
import { type Attempt, whyNot } from './refusal.ts';
import { remainingText } from './remainingText.ts';
import { preparingUnits, shareableUnits } from './shareable.ts';
import { lineCount, type Part, type SplitSource } from './splitSource.ts';
import { stayingUnits } from './stayingUnits.ts';
import type { Unit } from './unit.ts';
import { keepsWhatItMeans } from './verifySplit.ts';

/** The part of the limit that files are filled to, so that the next line is not one too many. */
const comfortableShare = 0.85;
/** Of the file of a single definition: docstring, imports, blank lines. */
const leastOtherLines = 10;

/** How a Python module over its limit of physical lines can be divided, or why it cannot. */
export function planPythonSplit(
  text: string,
  path: string,
  limit: number,
  context: SplitContext,
): SplitPlan | SplitRefusal {
  if (lineCount(text) <= limit) return { why: `The file is within its limit of ${limit} lines.` };
  if (/(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.pyi?$/.test(path)) {
    return {
      why: 'Test runners find tests by the name of their file, so that a part of them would be lost or run twice.',
    };
  }
  if (context.patched === undefined)
    return {
      why: 'Which of its names other files replace is not known: not all files could be read, or not yet.',
    };
  const source = readSource(text, path, limit, context);
  if ('why' in source) return source;
  const attempt = attemptOf(source, context);
  return divided(source, attempt, context) ?? { why: whyNot(source, attempt) };
}

function attemptOf(
  source: SplitSource,
  { patched = new Set(), runsDoctests = false }: SplitContext,
): Attempt {
  const { text, units, shareable, loggers, limit } = source;
  const tooLong = new Set(units.filter((unit) => linesOf(text, unit) > limit - leastOtherLines));
  const preparing = preparingUnits(units, shareable);
  const repeated = new Set([...shareable, ...loggers]);
  const ordered = orderedUnits({ text, units, repeated, nameOf: importedNames(units) });
  const facts = { text, units, shareable, loggers, preparing, ordered, patched, tooLong };
  const staying = stayingUnits({
    ...facts,
    runsDoctests: runsDoctests || /^\s*(?:import|from) doctest\b/m.test(text),
  });
  const movable = units.filter((unit) => !shareable.has(unit) && !staying.has(unit));
  const needs = needsAmong(movable, ordered);
  return { staying, ordered, groups: groupsOf(clustersOf(movable, needs), needs, text) };
}

function readSource(
  text: string,
  path: string,
  limit: number,
  context: SplitContext,
): SplitSource | SplitRefusal {
  const tree = parse(text);
  if (tree.errors.length > 0) return { why: 'The file has syntax errors.' };
  if (/\r(?!\n)/.test(text)) return { why: 'The file has line endings of old Macintosh systems.' };
  const module = modulePath(path);
  const scopes = moduleScopes(tree);
  const units = moduleUnits(text, tree, scopes);
  const shareable = shareableUnits(units, text);
  return {
    text,
    path,
    module,
    limit,
    scopes,
    units,
    shareable,
    neighbours: neighbourImport(module, tree.body, context),
    loggers: moduleLoggers({ units, text, module, shareable }),
  };
}

/** The plan of the fewest files, each with some room if that is possible, which moves as little as makes all of them fit. */
function divided(source: SplitSource, attempt: Attempt, { exists }: SplitContext): SplitPlan | undefined {
  const { groups } = attempt;
  const clusters = groups.flat();
  for (const filling of fillings(source.limit)) {
    const first = (counts: Iterable<number>) => {
      for (const count of counts) {
        const plan = planFor(source, attempt, clusters.slice(0, count), filling, exists);
        if (plan) return plan;
      }
      return undefined;
    };
    const plan = better(first(groupEnds(groups)), first(clusters.keys()));
    if (plan) return plan;
  }
  return undefined;
}

/** What moves whole groups leaves nothing behind that needs it, but is not worth another file, nor an empty shell. */
function better(whole: SplitPlan | undefined, least: SplitPlan | undefined): SplitPlan | undefined {
  if (!whole || !least) return whole ?? least;
  const isShell = whole.original.lines * 2 < least.original.lines;
  return whole.files.length > least.files.length || isShell ? least : whole;
}

function planFor(
  source: SplitSource,
  { ordered }: Attempt,
  chosen: readonly Cluster[],
  filling: Filling,
  exists: SplitContext['exists'],
): SplitPlan | undefined {
  const { text } = source;
  if (lineCount(text) - linesIn(text, chosen.flat()) > filling.target) return undefined;
  const parts = fillParts(source, chosen, filling, exists);
  const plan = keepsOrder(ordered, parts) ? planOf(source, parts, filling.target) : undefined;
  return plan && keepsWhatItMeans(source, plan) ? plan : undefined;
}

/** Most files need few of the imports: room for all of them is kept only if that does not work out. */
function fillings(limit: number): Filling[] {
  const comfortable = Math.floor(limit * comfortableShare);
  return [comfortable, limit].flatMap((target) => [0.25, 1].map((importShare) => ({ target, importShare })));
}

/** Numbers of clusters that make up whole groups. */
function groupEnds(groups: readonly (readonly Cluster[])[]): number[] {
  let end = 0;
  return groups.map((group) => {
    end += group.length;
    return end;
  });
}

/** The files that parts make, if none has more lines than the target. */
function planOf(source: SplitSource, parts: readonly Part[], target: number): SplitPlan | undefined {
  const moved = new Set(parts.flatMap(({ units }) => units));
  const kept = source.units.filter((unit) => !moved.has(unit) && !source.shareable.has(unit));
  const original = fileOf(source, source.path, remainingText(source, parts), kept);
  if (original.lines > target) return undefined;
  const files = parts.map((part, at) => {
    const text = partText(source, part, parts.slice(0, at));
    return fileOf(source, pathOf(source.module, part.name), text, part.units);
  });
  return files.every(({ lines }) => lines <= target) ? { original, files } : undefined;
}

function fileOf(source: SplitSource, path: string, text: string, units: readonly Unit[]): SplitFile {
  const own = source.text.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text;
  const names = [...new Set(units.flatMap(({ binds }) => [...binds]))];
  return { path, text: own, lines: lineCount(own), names };
}

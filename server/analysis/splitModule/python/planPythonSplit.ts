import { moduleScopes } from '../../python/scopes/moduleScopes.ts';
import { parse } from '../../python/syntax/parse.ts';
import type { SplitContext, SplitFile, SplitPlan, SplitRefusal } from '../splitPlan.ts';
import { fillParts, linesOf, movableGroups } from './chooseParts.ts';
import type { Cluster } from './clusters.ts';
import { keepsOrder } from './executionOrder.ts';
import { moduleLoggers } from './moduleLoggers.ts';
import { modulePath, pathOf } from './modulePath.ts';
import { moduleUnits } from './moduleUnits.ts';
import { neighbourImport } from './neighbourImport.ts';
import { partText } from './partText.ts';
import { remainingText } from './remainingText.ts';
import { shareableUnits } from './shareable.ts';
import { lineCount, type Part, type SplitSource } from './splitSource.ts';
import { stayingUnits } from './stayingUnits.ts';
import type { Unit } from './unit.ts';
import { keepsWhatItMeans } from './verifySplit.ts';

/** Most files need few of the imports: room for all of them is kept only if that does not work out. */
const importShares = [0.25, 1];

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
  const { units, shareable, loggers } = source;
  const tooLong = new Set(units.filter((unit) => linesOf(text, unit) > limit - 10));
  const { patched } = context;
  const staying = stayingUnits({ text, units, shareable, loggers, patched, tooLong });
  const movable = units.filter((unit) => !shareable.has(unit) && !staying.has(unit));
  return divided(source, movable, context) ?? { why: whyNot(source, movable, tooLong) };
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

/** Moves as little as makes all files fit: whole groups of definitions if that is enough, else parts of them. */
function divided(
  source: SplitSource,
  movable: readonly Unit[],
  { exists }: SplitContext,
): SplitPlan | undefined {
  const groups = movableGroups(movable, source.text);
  const clusters = groups.flat();
  const surplus = lineCount(source.text) - source.limit;
  for (const count of [...groupEnds(groups), ...clusters.keys()]) {
    const chosen = clusters.slice(0, count);
    const moved = chosen.flat().reduce((sum, unit) => sum + linesOf(source.text, unit), 0);
    if (moved < surplus) continue;
    for (const importShare of importShares) {
      const parts = fillParts(source, chosen, importShare, exists);
      if (!keepsOrder(source, parts)) continue;
      const plan = planOf(source, parts);
      const fits = [plan.original, ...plan.files].every(({ lines }) => lines <= source.limit);
      if (fits && keepsWhatItMeans(source, plan)) return plan;
    }
  }
  return undefined;
}

/** Numbers of clusters that make up whole groups. */
function groupEnds(groups: readonly (readonly Cluster[])[]): number[] {
  let end = 0;
  return groups.map((group) => {
    end += group.length;
    return end;
  });
}

function planOf(source: SplitSource, parts: readonly Part[]): SplitPlan {
  const hasCrlf = source.text.includes('\r\n');
  const file = (path: string, text: string, units: readonly Unit[]): SplitFile => {
    const own = hasCrlf ? text.replace(/\r?\n/g, '\r\n') : text;
    return {
      path,
      text: own,
      lines: lineCount(own),
      names: [...new Set(units.flatMap(({ binds }) => [...binds]))],
    };
  };
  const moved = new Set(parts.flatMap(({ units }) => units));
  const kept = source.units.filter((unit) => !moved.has(unit) && !source.shareable.has(unit));
  const files = parts.map((part, at) =>
    file(pathOf(source.module, part.name), partText(source, part, parts.slice(0, at)), part.units),
  );
  return { original: file(source.path, remainingText(source, parts), kept), files };
}

function whyNot({ text, limit }: SplitSource, movable: readonly Unit[], tooLong: ReadonlySet<Unit>): string {
  const linesIn = ({ start, end }: Unit) => lineCount(text.slice(start, end));
  const [giant] = [...tooLong].sort((a, b) => linesIn(b) - linesIn(a));
  if (giant && linesIn(giant) > limit) {
    const [name = 'One statement'] = giant.binds;
    return `${name} alone has ${linesIn(giant)} lines; the limit is ${limit}.`;
  }
  const lines = movable.reduce((sum, unit) => sum + linesIn(unit), 0);
  return `Only ${lines} of ${lineCount(text)} lines can move without changing what the module does; that is too few for the limit of ${limit}.`;
}

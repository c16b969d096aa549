import { bindModule } from '../../javascript/scopes/bindModule.ts';
import { parseJavaScript } from '../../javascript/syntax/parseJavaScript.ts';
import { nameIn } from '../../javascript/syntax/syntaxNode.ts';
import { LineTable } from '../../text/lineTable.ts';
import type { SplitContext, SplitModule, SplitPlan, SplitRefusal } from '../splitPlan.ts';
import { importExtension, partPath, specifierOf } from './partPath.ts';
import { linesOf, whyNot } from './refusal.ts';
import { renderOriginal, renderPart } from './renderFiles.ts';
import type { SplitPart, SplitSource } from './splitSource.ts';
import { splitUnits, type TopStatement, topStatements } from './splitUnit.ts';
import { orderedGroups, stayingUnits, type UnitGroup, unitOrder } from './unitOrder.ts';
import { faultOfPlan } from './verifyPlan.ts';

/** The part of the limit that files are filled to, so that the next line is not one too many. */
const comfortable = 0.85;

/**
 * Divides an ES module that is over its limit: clusters of what belongs together go to new files beside it, and it
 * exports every name that it exported before.
 */
export async function planJavaScriptSplit(
  module: SplitModule,
  limit: number,
  context: SplitContext,
): Promise<SplitPlan | SplitRefusal> {
  const source = await takeApart(module, context.importExtension);
  if ('why' in source) return source;
  const order = unitOrder(source);
  const staying = stayingUnits(order, context.patched);
  const leaving = new Set(source.units.filter((unit) => !staying.has(unit)));
  const groups = orderedGroups(order, leaving);
  const plan = [limit * comfortable, limit]
    .map((target) => firstPlan(source, groups, { target: Math.floor(target), limit }, context))
    .find((found) => found !== undefined);
  if (!plan) return { why: whyNot(source, { staying, groups }, limit) };
  const fault = await faultOfPlan(module, plan);
  return fault === undefined ? plan : { why: fault };
}

async function takeApart(
  { text, path, languageId }: SplitModule,
  usual: string | undefined,
): Promise<SplitSource | SplitRefusal> {
  const parsed = await parseJavaScript(text, languageId);
  if ('fault' in parsed) return { why: `The file does not parse: ${parsed.fault.message}.` };
  const { tree } = parsed;
  if (!tree.isModule) return { why: 'The file is no ES module: it has neither import nor export.' };
  const scopes = bindModule(tree.program);
  if ([...scopes.calls.keys()].some((call) => nameIn(call, 'callee') === 'eval'))
    return { why: 'The file calls eval(), which may use any of its names.' };
  const statements = topStatements(text, tree);
  const isTypeScript = languageId.startsWith('typescript');
  const units = splitUnits(statements, scopes);
  const extension = importExtension(path, specifiersOf(statements), usual);
  const specifier = specifierOf(path, extension);
  return { text, path, isTypeScript, scopes, program: tree.program, statements, units, specifier, extension };
}

/** How many lines files are filled to, and how many they may have. */
interface Size {
  readonly target: number;
  readonly limit: number;
}

/** Lets as few groups leave as bring the original to a number of lines, in files of no more lines each. */
function firstPlan(
  source: SplitSource,
  groups: readonly UnitGroup[],
  { target, limit }: Size,
  context: SplitContext,
): SplitPlan | undefined {
  const all = new LineTable(source.text).count;
  // Imports may go with what needs them.
  let gone = source.statements.filter(isImport).reduce((sum, each) => sum + linesOf(source, [each]), 0);
  for (const [at, group] of groups.entries()) {
    gone += linesOf(
      source,
      group.flatMap(({ statements }) => statements),
    );
    if (all - gone > target) continue;
    const parts = fill(source, groups.slice(0, at + 1), target, context);
    if (!parts) return undefined;
    const original = renderOriginal(source, parts);
    if (original.lines > target) continue;
    const files = parts.map((part) => renderPart(source, part, parts));
    return files.every(({ lines }) => lines <= limit) ? { original, files } : undefined;
  }
  return undefined;
}

/** Fills one file after the other; undefined where a group is too large for any. */
function fill(
  source: SplitSource,
  groups: readonly UnitGroup[],
  lines: number,
  { exists }: SplitContext,
): SplitPart[] | undefined {
  const parts: SplitPart[] = [];
  for (const group of groups) {
    const last = parts.at(-1);
    const taken = (path: string) => exists(path) || parts.some((part) => part !== last && part.path === path);
    const partOf = (units: SplitPart['units'], isTaken: (path: string) => boolean): SplitPart => {
      const path = partPath(source.path, units, isTaken);
      return { path, specifier: specifierOf(path, source.extension), units };
    };
    const grown = last && partOf([...last.units, ...group], taken);
    if (grown && renderPart(source, grown, parts.slice(0, -1)).lines <= lines) {
      parts[parts.length - 1] = grown;
      continue;
    }
    const alone = partOf(group, (path) => taken(path) || last?.path === path);
    if (renderPart(source, alone, parts).lines > lines) return undefined;
    parts.push(alone);
  }
  return parts;
}

function isImport({ node }: TopStatement): boolean {
  return node.type === 'ImportDeclaration';
}

function specifiersOf(statements: SplitSource['statements']): string[] {
  return statements.map(({ node }) => nameIn(node, 'source')).filter((each) => each !== '');
}

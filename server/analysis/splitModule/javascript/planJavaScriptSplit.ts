import { bindModule } from '../../javascript/scopes/bindModule.ts';
import { parseJavaScript } from '../../javascript/syntax/parseJavaScript.ts';
import { nameIn } from '../../javascript/syntax/syntaxNode.ts';
import type { SplitContext, SplitModule, SplitPlan, SplitRefusal } from '../splitPlan.ts';
import { importExtension, partPath, specifierOf } from './partPath.ts';
import { renderOriginal, renderPart } from './renderFiles.ts';
import type { SplitPart, SplitSource } from './splitSource.ts';
import { splitUnits, topStatements } from './splitUnit.ts';
import { leavingUnits, orderedGroups, type UnitGroup, unitGraph } from './unitOrder.ts';
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
  const source = await takeApart(module);
  if ('why' in source) return source;
  const graph = unitGraph(source.units, source.scopes);
  const groups = orderedGroups(graph, leavingUnits(graph, context.patched));
  const plan = [limit * comfortable, limit]
    .map((target) => firstPlan(source, groups, Math.floor(target), context))
    .find((found) => found !== undefined);
  if (!plan) return { why: `What can leave this file is not enough to bring it to ${limit} lines.` };
  const fault = await faultOfPlan(module, plan);
  return fault === undefined ? plan : { why: fault };
}

async function takeApart({ text, path, languageId }: SplitModule): Promise<SplitSource | SplitRefusal> {
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
  return { text, path, isTypeScript, scopes, program: tree.program, statements, units };
}

/** Lets as few groups leave as bring the original to a number of lines, in files of no more lines each. */
function firstPlan(
  source: SplitSource,
  groups: readonly UnitGroup[],
  lines: number,
  context: SplitContext,
): SplitPlan | undefined {
  for (let count = 1; count <= groups.length; count++) {
    const parts = fill(source, groups.slice(0, count), lines, context);
    if (!parts) return undefined;
    const original = renderOriginal(source, parts);
    if (original.lines > lines) continue;
    const files = parts.map((part, index) => renderPart(source, part, parts.slice(0, index)));
    return files.every((file) => file.lines <= lines) ? { original, files } : undefined;
  }
  return undefined;
}

/** Fills one file after the other; undefined where a group is too large for any. */
function fill(
  source: SplitSource,
  groups: readonly UnitGroup[],
  lines: number,
  { exists, importExtension: usual }: SplitContext,
): SplitPart[] | undefined {
  const extension = importExtension(source.path, specifiersOf(source), usual);
  const parts: SplitPart[] = [];
  for (const group of groups) {
    const last = parts.at(-1);
    const taken = (path: string) => exists(path) || parts.some((part) => part !== last && part.path === path);
    const partOf = (units: SplitPart['units'], isTaken: (path: string) => boolean): SplitPart => {
      const path = partPath(source.path, units, isTaken);
      return { path, specifier: specifierOf(path, extension), units };
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

function specifiersOf({ statements }: SplitSource): string[] {
  return statements.map(({ node }) => nameIn(node, 'source')).filter((each) => each !== '');
}

import type { DefeatedLazinessFinding } from '../../finding.ts';
import { heavyRoot } from '../../heavyModules.ts';
import type { SourceModule } from '../../sourceModule.ts';
import { lazyModuleNames } from '../lazyModuleNames.ts';
import { parse } from '../syntax/parse.ts';
import type { PythonModule } from '../syntax/statementNodes.ts';
import { gatherFacts } from './gatherFacts.ts';
import type { Hindrance } from './hindrance.ts';
import { annotationHindrances } from './hindrances/annotations.ts';
import { importTimeUses } from './hindrances/importTimeUses.ts';
import type { ImportBinding } from './importBinding.ts';
import type { ImportFacts } from './importFacts.ts';
import { type LazyKind, lazyImports } from './lazyImports.ts';

const lazyStatement = /^[ \t]*lazy[ \t]+(?:import|from)\b/m;
const indentedImport = /^[ \t]+(?:import|from)[ \t]+([\w.]+)/gm;

/** Whether a text may hold a lazy import: one by a keyword or list, or one of a heavy module that is not at its left edge. */
function mayBeLazy(text: string, heavy: ReadonlySet<string>): boolean {
  if (text.includes('__lazy_modules__') || (text.includes('lazy') && lazyStatement.test(text))) return true;
  if (heavy.size === 0) return false;
  for (const [, name = ''] of text.matchAll(indentedImport))
    if (heavyRoot(name, heavy) !== undefined) return true;
  return false;
}

/** Lazy imports of a Python text that load their module while the text's own module is imported all the same. */
export function defeatedLaziness(
  module: SourceModule,
  heavy: ReadonlySet<string>,
): DefeatedLazinessFinding[] {
  if (!mayBeLazy(module.text, heavy)) return [];
  const tree = parse(module.text);
  const named = lazyModuleNames(module.text);
  return lazyImports(tree, named, (name) => heavyRoot(name, heavy) !== undefined).flatMap(
    ({ kind, binding }) => {
      const defeat = defeatOf(module, tree, kind, binding);
      return defeat ? [finding(module, binding, kind, defeat)] : [];
    },
  );
}

/** Cases that surely load a lazy module. */
const certain: ReadonlySet<number> = new Set([3, 4, 6, 7, 8, 9, 10, 14]);

function defeatOf(
  module: SourceModule,
  tree: PythonModule,
  kind: LazyKind,
  binding: ImportBinding,
): Pick<Hindrance, 'node' | 'message'> | undefined {
  const target = { major: 3, minor: kind === 'types' ? 11 : 15 };
  const facts = gatherFacts(module, tree, [binding], { target, workspace: undefined });
  if (kind === 'local') return calledAtOnce(facts, binding);
  const found = [...importTimeUses(facts), ...annotationHindrances(facts)];
  return found.find((each) => each.moving === 'no' && certain.has(each.matrixCase) && isCertain(facts, each));
}

/** Of a helper that the module calls only what surely runs counts. */
function isCertain({ calls, uses }: ImportFacts, { matrixCase, node }: Hindrance): boolean {
  if (matrixCase !== 10) return true;
  return uses.some(({ site }) => {
    const user = site.when === 'call' ? site.destination.function : undefined;
    return (
      user !== undefined && calls.callOf(user)?.isCertain === true && calls.rootCallOf(user)?.node === node
    );
  });
}

function calledAtOnce(
  { calls, module }: ImportFacts,
  { holders }: ImportBinding,
): Pick<Hindrance, 'node' | 'message'> | undefined {
  const [, holder] = holders;
  for (const each of holders) {
    if (!('kind' in each) || each.kind !== 'function') continue;
    const definition = each as Parameters<typeof calls.callOf>[0];
    if (!calls.callOf(definition)?.isCertain) return undefined;
    const root = calls.rootCallOf(definition);
    const line = module.lines.lineAt(root?.node.start ?? holder?.start ?? 0);
    const message = `Line ${line} calls ${definition.name.name}() while the module is imported.`;
    return root && { node: root.node, message };
  }
  return undefined;
}

const sayOf: Readonly<Record<LazyKind, string>> = {
  lazy: 'is imported lazily, but loaded at once',
  types: 'is imported for type checkers only, but needed at once',
  local: 'is imported in a function, but loaded at once',
};

function finding(
  { lines }: SourceModule,
  { alias, loads }: ImportBinding,
  kind: LazyKind,
  { node, message }: Pick<Hindrance, 'node' | 'message'>,
): DefeatedLazinessFinding {
  return {
    rule: 'lazy-import-defeated',
    severity: 'minor',
    message: `'${loads}' ${sayOf[kind]}. ${message}`,
    range: lines.range(alias.start, alias.end),
    related: [{ range: lines.range(node.start, node.end), message }],
    data: { module: loads },
  };
}

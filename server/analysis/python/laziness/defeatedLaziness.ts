import type { DefeatedLazinessFinding } from '../../finding.ts';
import { heavyRoot } from '../../heavyImports/heavyModules.ts';
import type { SourceModule } from '../../sourceModule.ts';
import type { SourceText } from '../../text/sourceText.ts';
import { lazyModuleNames } from '../lazyModuleNames.ts';
import { CallsWhileImported } from './callsWhileImported.ts';
import { gatherFacts } from './gatherFacts.ts';
import type { Hindrance } from './hindrance.ts';
import { annotationHindrances } from './hindrances/annotations.ts';
import { importTimeUses } from './hindrances/importTimeUses.ts';
import type { ImportBinding } from './importBinding.ts';
import type { ImportFacts } from './importFacts.ts';
import type { ImportTimeCalls } from './importTimeCalls.ts';
import { type LazyKind, lazyImports } from './lazyImports.ts';
import { type ModuleSyntax, moduleSyntax } from './moduleSyntax.ts';
import { isKind } from './syntaxPath.ts';

const lazyStatement = /^[ \t]*lazy[ \t]+(?:import|from)\b/m;
const indentedImport = /^[ \t]+(?:import|from)[ \t]+([\w.]+)/;

/** Whether laziness may be defeated in a text: most files hold no lazy import, or call nothing of theirs at once. */
function mayBeDefeated(module: SourceModule, heavy: ReadonlySet<string>): boolean {
  const { source } = module;
  // The rarest letter first: every file is asked at every keystroke.
  if (source.includes('zy') && (source.includes('__lazy_modules__') || lazyStatement.test(source.text)))
    return true;
  if (heavy.size === 0) return false;
  const calls = new CallsWhileImported(module);
  let checksTypes: boolean | undefined;
  // The word is looked for, not the line.
  for (let at = source.indexOf('import ', 0); at !== -1; at = source.indexOf('import ', at + 1)) {
    const start = indentedLineStart(source, at);
    const name = start === -1 ? undefined : indentedImport.exec(source.slice(start, at + 100))?.[1];
    if (name === undefined || heavyRoot(name, heavy) === undefined) continue;
    checksTypes ??= source.includes('TYPE_CHECKING');
    if (checksTypes || calls.mayReach(at)) return true;
  }
  return false;
}

/** A statement has its `import` among so many first characters: a line of megabytes may hold the word a thousand times. */
const furthestOnLine = 1000;

/** Where the line of an offset begins, if it begins with white space; -1 where not. */
function indentedLineStart(source: SourceText, offset: number): number {
  const least = Math.max(0, offset - furthestOnLine);
  let start = offset;
  while (start > least && source.codeAt(start - 1) !== 10) start--;
  const first = source.codeAt(start);
  return first === 32 || first === 9 ? start : -1;
}

/** Lazy imports of a Python text that load their module while the text's own module is imported all the same. */
export function defeatedLaziness(
  module: SourceModule,
  heavy: ReadonlySet<string>,
): DefeatedLazinessFinding[] {
  if (!mayBeDefeated(module, heavy)) return [];
  const syntax = moduleSyntax(module);
  const { tree } = syntax;
  const named = lazyModuleNames(module.source);
  const found = lazyImports(tree, named, (name) => heavyRoot(name, heavy) !== undefined);
  if (found.length === 0) return [];
  return found.flatMap(({ kind, binding }) => {
    const defeat =
      kind === 'local'
        ? calledAtOnce(module, syntax.calls, binding)
        : usedAtOnce(module, syntax, kind, binding);
    return defeat ? [finding(module, binding, kind, defeat)] : [];
  });
}

/** Cases that surely load a lazy module. */
const certain: ReadonlySet<number> = new Set([3, 4, 6, 7, 8, 9, 10, 14]);

function usedAtOnce(
  module: SourceModule,
  syntax: ModuleSyntax,
  kind: LazyKind,
  binding: ImportBinding,
): Pick<Hindrance, 'node' | 'message'> | undefined {
  const target = { major: 3, minor: kind === 'types' ? 11 : 15 };
  const facts = gatherFacts(module, syntax, [binding], { target, workspace: undefined });
  const found = [...importTimeUses(facts), ...annotationHindrances(facts)];
  return found.find(
    (each) =>
      each.moving === 'no' &&
      certain.has(each.matrixCase) &&
      (each.matrixCase !== 14 || each.lazy === 'no') &&
      isCertain(facts, each),
  );
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
  { lines }: SourceModule,
  calls: ImportTimeCalls,
  { holders }: ImportBinding,
): Pick<Hindrance, 'node' | 'message'> | undefined {
  const user = holders.find((each) => isKind(each, 'function'));
  const root = isKind(user, 'function') && calls.callOf(user)?.isCertain ? calls.rootCallOf(user) : undefined;
  if (root === undefined) return undefined;
  const message = `Line ${lines.lineAt(root.node.start)} calls ${root.name}() while the module is imported.`;
  return { node: root.node, message };
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

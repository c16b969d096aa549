import type { HeavyImportFinding } from '../finding.ts';
import { heavyRoot } from '../heavyImports/heavyModules.ts';
import { heavyPackageCatalogue } from '../heavyImports/heavyPackageCatalogue.ts';
import { heavyPackageRoot } from '../heavyImports/heavyPackages.ts';
import { lazyModuleNames } from '../python/lazyModuleNames.ts';
import type { Rule } from '../rule.ts';
import type { ImportedName, ModuleImport } from '../scan/moduleImport.ts';
import type { SourceModule } from '../sourceModule.ts';

/** More in one file are summed up in the last: what has written so many will not have each mended by hand. */
export const maximumTold = 500;

/** A name in an import, what it loads, and the entry of the catalogue that makes that heavy. */
interface HeavyName {
  readonly place: ImportedName;
  readonly module: string;
  readonly root: string;
}

/** Finds imports of heavy modules that run as soon as the module is imported. */
export const heavyImport: Rule = {
  id: 'heavy-import',
  title: 'Heavy import at module level',
  check(module, { heavyModules, heavyPackages }) {
    const isPython = module.languageId === 'python';
    const heavy = isPython ? heavyModules : heavyPackages;
    if (heavy.size === 0) return [];
    const imports = module.importsOf(heavy);
    if (imports.length === 0) return [];
    return told(isPython ? eagerModules(imports, module, heavy) : packages(imports, heavy), module);
  },
};

function* eagerModules(
  imports: readonly ModuleImport[],
  { source }: SourceModule,
  heavy: ReadonlySet<string>,
): IterableIterator<HeavyName> {
  let lazy: ReadonlySet<string> | undefined;
  for (const each of imports) {
    for (const name of heavyNames(each, heavy)) {
      lazy ??= lazyModuleNames(source);
      if (!lazy.has(each.module.name)) yield name;
    }
  }
}

function* heavyNames(
  { module, level, names }: ModuleImport,
  heavy: ReadonlySet<string>,
): IterableIterator<HeavyName> {
  // A relative import names a module of the same package.
  if (level > 0) return;
  const root = heavyRoot(module.name, heavy);
  if (root !== undefined) {
    yield { place: module, module: module.name, root };
    return;
  }
  for (const place of names) {
    // `from package import submodule` loads the submodule where there is one.
    const name = `${module.name}.${place.name}`;
    const submoduleRoot = heavyRoot(name, heavy);
    if (submoduleRoot !== undefined) yield { place, module: name, root: submoduleRoot };
  }
}

function* packages(
  imports: readonly ModuleImport[],
  heavy: ReadonlySet<string>,
): IterableIterator<HeavyName> {
  for (const { module } of imports) {
    const root = heavyPackageRoot(module.name, heavy);
    if (root !== undefined) yield { place: module, module: module.name, root };
  }
}

function told(names: Iterable<HeavyName>, source: SourceModule): HeavyImportFinding[] {
  const first: HeavyName[] = [];
  let more = 0;
  for (const name of names)
    if (first.length < maximumTold) first.push(name);
    else more++;
  return first.map((name, index) => finding(name, source, index === maximumTold - 1 ? more : 0));
}

function finding(
  { place: { start, end }, module, root }: HeavyName,
  { lines, languageId }: SourceModule,
  more: number,
): HeavyImportFinding {
  const rest = more === 0 ? '' : ` More of them below it, not listed: ${more}.`;
  return {
    rule: 'heavy-import',
    severity: 'major',
    message: `'${module}' is heavy: importing this module loads it at once. ${advice(module, languageId)}${rest}`,
    range: lines.range(start, end),
    data: { module, root },
  };
}

/** Of some packages only the whole is heavy: what is needed of them can be imported by itself. */
function advice(module: string, languageId: string): string {
  return languageId !== 'python' && heavyPackageCatalogue.get(module)?.wholeOnly === true
    ? `Import what you need of it by its own path, '${module}/…', or import it where it is used.`
    : 'Import it where it is used.';
}

import type { HeavyImportFinding } from '../finding.ts';
import { heavyRoot } from '../heavyModules.ts';
import { heavyPackageRoot } from '../heavyPackages.ts';
import type { ImportedName, ModuleImport } from '../moduleImport.ts';
import { lazyModuleNames } from '../python/lazyModuleNames.ts';
import type { Rule } from '../rule.ts';
import type { SourceModule } from '../sourceModule.ts';

/** Finds imports of heavy modules that run as soon as the module is imported. */
export const heavyImport: Rule = {
  id: 'heavy-import',
  title: 'Heavy import at module level',
  check(module, { heavyModules, heavyPackages }) {
    const isPython = module.languageId === 'python';
    const heavy = isPython ? heavyModules : heavyPackages;
    if (heavy.size === 0) return [];
    if (!isPython) return module.imports.flatMap((each) => findPackage(each, heavy, module));
    let lazy: ReadonlySet<string> | undefined;
    const isLazy = ({ name }: ImportedName) => {
      lazy ??= lazyModuleNames(module.text);
      return lazy.has(name);
    };
    return module.imports.flatMap((each) =>
      findModules(each, heavy, module).filter(() => !isLazy(each.module)),
    );
  },
};

function findModules(
  { module, level, names }: ModuleImport,
  heavyModules: ReadonlySet<string>,
  source: SourceModule,
): HeavyImportFinding[] {
  // A relative import names a module of the same package.
  if (level > 0) return [];
  const root = heavyRoot(module.name, heavyModules);
  if (root !== undefined) return [finding(module, module.name, root, source)];
  return names.flatMap((imported) => {
    // `from package import submodule` loads the submodule where there is one.
    const name = `${module.name}.${imported.name}`;
    const submoduleRoot = heavyRoot(name, heavyModules);
    return submoduleRoot === undefined ? [] : [finding(imported, name, submoduleRoot, source)];
  });
}

function findPackage(
  { module }: ModuleImport,
  heavyPackages: ReadonlySet<string>,
  source: SourceModule,
): HeavyImportFinding[] {
  const root = heavyPackageRoot(module.name, heavyPackages);
  return root === undefined ? [] : [finding(module, module.name, root, source)];
}

function finding(
  { start, end }: ImportedName,
  module: string,
  root: string,
  { lines }: SourceModule,
): HeavyImportFinding {
  return {
    rule: 'heavy-import',
    severity: 'major',
    message: `'${module}' is heavy: importing this module loads it at once. Import it where it is used.`,
    range: lines.range(start, end),
    data: { module, root },
  };
}

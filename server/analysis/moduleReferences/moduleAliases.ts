import type { ModuleImport } from '../scan/moduleImport.ts';
import { parseImport } from './importStatement.ts';

/** Where an import statement may begin: at the start of a line or after what may stand before one. */
const statementStart = /(?:^|[;:])[ \t]*(?:lazy[ \t]+)?(?=(?:from|import)[ \t\\.])/gm;
const asName = /[ \t\\\r\n]+as[ \t\\\r\n]+([\p{L}_][\p{L}\p{N}_]*)/uy;
// Looked for behind words alone and no farther than an annotation goes, or a long line would take minutes.
const importedByCall =
  /(?<![\p{L}\p{N}_])([\p{L}_][\p{L}\p{N}_]*)\s*(?::[^=\n]{0,200})?=\s*(?:importlib\s*\.\s*)?(?:import_module\(|__import__\(|sys\s*\.\s*modules\[)\s*['"]([\w.]+)['"]/gu;

const mayImportByCall = /import_module\(|__import__\(|modules\s*\[/;

/** What a text says about modules, by the names it knows them by. */
export interface ModuleAliases {
  /** Dotted names, with their leading dots, that imports name: modules, and names in them. */
  readonly imported: ReadonlySet<string>;
  /** What each name may stand for: a module, or a name in one. */
  readonly aliases: ReadonlyMap<string, ReadonlySet<string>>;
}

/** All imports of a text, in functions too, and in what only looks like code: one too many does no harm here. */
export function moduleAliases(text: string): ModuleAliases {
  const imported = new Set<string>();
  const aliases = new Map<string, Set<string>>();
  const alias = (name: string, target: string): void => {
    aliases.set(name, (aliases.get(name) ?? new Set()).add(target));
  };
  for (const { index, 0: lead } of text.matchAll(statementStart)) {
    for (const each of parseImport(text, index + lead.length)) {
      for (const { name, target, end } of targetsOf(each)) {
        imported.add(target);
        alias(
          renamed(text, end) ?? name,
          renamed(text, end) === undefined && each.names.length === 0 ? name : target,
        );
      }
    }
  }
  if (mayImportByCall.test(text))
    for (const [, name = '', target = ''] of text.matchAll(importedByCall)) alias(name, target);
  return { imported, aliases };
}

function targetsOf({ module, level, names }: ModuleImport): { name: string; target: string; end: number }[] {
  const written = '.'.repeat(level) + module.name;
  // `import a.b` binds `a`.
  if (names.length === 0)
    return [{ name: module.name.split('.', 1)[0] ?? '', target: written, end: module.end }];
  return names.map(({ name, end }) => ({ name, target: below(written, name), end }));
}

function renamed(text: string, end: number): string | undefined {
  asName.lastIndex = end;
  return asName.exec(text)?.[1];
}

/** The dotted name of something in a module: `.` and `a` are `.a`. */
export function below(module: string, name: string): string {
  return module === '' || module.endsWith('.') ? module + name : `${module}.${name}`;
}

import type { ImportedName, ModuleImport } from './moduleImport.ts';

/** How many numbers tell an import: where it starts and ends, its level, and the number of the first part of its name. */
export const importSize = 4;
/** Instead of a level (`scanner/importList.ts`): a name in the module before it. */
const importedName = -1;

/** Which imports are wanted, and how they are called. */
interface ImportsAsked {
  /** Of a module by the number of the first part of its name. */
  readonly isWanted: (firstName: number) => boolean;
  /** The name that stands between two offsets. */
  readonly nameAt: (start: number, end: number) => string;
}

/** The imports that a scanner told, in their order. */
export function foundImports(told: Int32Array, { isWanted, nameAt }: ImportsAsked): ModuleImport[] {
  const imports: ModuleImport[] = [];
  let names: ImportedName[] | undefined;
  for (let place = 0; place < told.length; place += importSize) {
    const level = told[place + 2] ?? 0;
    if (level !== importedName) names = isWanted(told[place + 3] ?? 0) ? [] : undefined;
    if (!names) continue;
    const start = told[place] ?? 0;
    const end = told[place + 1] ?? 0;
    const name = { name: nameAt(start, end), start, end };
    if (level === importedName) names.push(name);
    else imports.push({ module: name, level, names });
  }
  return imports;
}

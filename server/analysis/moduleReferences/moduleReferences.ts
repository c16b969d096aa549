import type { ImportStatement } from '../importGraph/importStatement.ts';
import { below, moduleAliases } from './moduleAliases.ts';

/** What a file says about names in other modules, in dotted names with the leading dots of relative imports. */
export interface ModuleReferences {
  /** Names it imports from modules or reads as their attributes, separated by blanks: `agents.base.torch`. */
  readonly used: string;
  /** Names it replaces, mostly for a test, or tells to be where they are; `*.name` where it cannot be known of which module. */
  readonly patched: string;
}

/** What goes deeper tells nothing more about the names of modules. */
const deepest = 8;

/** Collects from the text of a Python file what it says about names in other modules. Rather one too many than too few. */
export function moduleReferences(text: string): ModuleReferences {
  const { imported, aliases } = moduleAliases(text);
  const used = new Set(imported);
  for (const chain of chains(text, aliases)) {
    const [name = '', ...attributes] = chain.split(/\s*\.\s*/);
    for (const target of aliases.get(name) ?? [])
      used.add([target, ...attributes.slice(0, deepest)].join('.'));
  }
  for (const [, object = '', attribute = ''] of text.matchAll(attributeByName))
    for (const target of standsFor(object, aliases)) used.add(below(target, attribute));
  for (const [, read, fetched = ''] of text.matchAll(anyAttribute))
    for (const target of standsFor(read ?? fetched, aliases)) used.add(below(target, '__dict__'));
  return { used: [...used].join(' '), patched: [...patches(text, aliases)].join(' ') };
}

/** The dotted names of modules, and of names in them, that imports name. */
export function importedNames(imports: readonly ImportStatement[]): string[] {
  return imports.flatMap(({ module, level, names }) => {
    const written = '.'.repeat(level) + module;
    return names.length === 0 ? [written] : names.map((name) => below(written, name));
  });
}

/** What a file says besides what its imports tell: whoever keeps those need not keep it twice. */
export function besidesImports(
  { used, patched }: ModuleReferences,
  imports: readonly ImportStatement[],
): ModuleReferences {
  const told = new Set(importedNames(imports));
  const rest = used.split(' ').filter((name) => !told.has(name));
  return { used: rest.join(' '), patched };
}

/** More names are not looked for one by one. */
const maximumNames = 32;

/** Names with the attributes asked of them: `torch.nn.Linear`, of names that stand for modules at least. */
function* chains(text: string, aliases: ReadonlyMap<string, unknown>): IterableIterator<string> {
  if (aliases.size > maximumNames) {
    for (const [, chain = ''] of text.matchAll(attributeChain)) yield chain;
    return;
  }
  for (const name of aliases.keys()) {
    if (name === '') continue;
    let end: number;
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, end)) {
      end = at + name.length;
      if (/[\w.]/.test(text[at - 1] ?? '')) continue;
      attributesBehind.lastIndex = end;
      const [attributes = ''] = attributesBehind.exec(text) ?? [];
      if (attributes !== '') yield name + attributes;
      // A chain is read once, however often it has the name in it.
      end += attributes.length;
    }
  }
}

const attributesBehind = /(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)+/uy;
const attributeChain = /(?<![\w.])([\p{L}_][\p{L}\p{N}_]*(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)+)/gu;
/** `vars(module)`, `getattr(module, name)`: any of its names. */
const anyAttribute =
  /\b(?:(?:vars|dir|getmembers)\(\s*([\w.]+)\s*[,)]|[gs]etattr\(\s*([\w.]+)\s*,(?!\s*['"]))/g;
const attributeByName = /\b(?:getattr|hasattr)\(\s*([\w.]+)\s*,\s*['"](\w+)['"]/g;

/** `module.name = …`, `module.name += …` */
const storedAttribute =
  /^[ \t]*([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)\.([\p{L}_][\p{L}\p{N}_]*)[ \t]*(?::[^=\n]*)?(?:[-+*/%@&|^]|\/\/|\*\*|<<|>>)?=(?!=)/gmu;
/** `<class 'module.Name'>`, `<module.Name object at`: where a class is defined, as a test may tell it. */
const represented =
  /<(?:class \\?['"])?((?:[\p{L}_][\p{L}\p{N}_]*\\{0,2}\.)+)([\p{L}_][\p{L}\p{N}_]*)(?:\\?['"]>| object)/gu;
const mayPatch = /patch|setattr|delattr/;
const dottedLiteral = /['"]([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+)['"]/gu;
/** `f"{MODULE}.torch"`, `MODULE + ".torch"`: who knows which module. */
const composedLiteral = /(?:\}|\+\s*['"])\.([\p{L}_][\p{L}\p{N}_]*)(?:\.[\w.]*)?['"]/gu;
const patchedObject =
  /\b(?:patch\.object|patch\.multiple|setattr|delattr)\(\s*([^,'"\s][^,]{0,200}?)\s*,\s*(?:['"](\w+)['"]|(\w+)\s*=)/g;

function patches(text: string, aliases: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const patched = new Set<string>();
  for (const [, object = '', attribute = ''] of text.matchAll(storedAttribute))
    for (const target of standsFor(object.replace(/\s/g, ''), aliases)) patched.add(below(target, attribute));
  for (const [, module = '', name = ''] of text.matchAll(represented))
    patched.add(`${module.replaceAll('\\', '')}${name}`);
  if (!mayPatch.test(text)) return patched;
  for (const [, target = ''] of text.matchAll(dottedLiteral)) patched.add(target);
  for (const [, name = ''] of text.matchAll(composedLiteral)) patched.add(`*.${name}`);
  for (const [, object = '', name, keyword = ''] of text.matchAll(patchedObject)) {
    const targets = standsFor(object.trim(), aliases);
    for (const target of targets.length > 0 ? targets : ['*']) patched.add(below(target, name ?? keyword));
  }
  return patched;
}

/** The dotted names that an expression of names and dots may stand for. */
function standsFor(expression: string, aliases: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const [name = '', ...attributes] = expression.split('.');
  return [...(aliases.get(name) ?? [])].map((target) => [target, ...attributes].join('.'));
}

import type { Definition } from '../../scan/definition.ts';
import type { SourceModule } from '../../sourceModule.ts';

/** What runs or not by what it finds, and with it all that is indented below it. */
const conditional = /^(?:if|elif|else|try|except|finally|for|while|match|async[ \t]+for)\b/;
/** A call by a name alone, a decorator, or the head of a definition, which is none. */
const byName =
  /(\b(?:class|def)[ \t]+)?(?<![\p{L}\p{N}_.])([\p{L}_][\p{L}\p{N}_]*)[ \t]*\(|^[ \t]*@[ \t]*([\p{L}_][\p{L}\p{N}_]*)/gu;
/** Methods that run because a class is defined. */
const hook =
  /^__(?:subclasshook|instancecheck|subclasscheck|init_subclass|class_getitem|mro_entries|set_name)__$|^_(?:generate_next_value|missing)_$/;
const constructing = /^__(?:init|new)__$/;

/**
 * Tells of a function of a Python module whether it may surely run while the module is imported, as lines and names
 * alone tell: rather yes than no. Far cheaper than the syntax tree, and for most files the whole answer.
 */
export class CallsWhileImported {
  readonly #module: SourceModule;
  #called: ReadonlySet<string> | undefined;
  #namesMetaclass: boolean | undefined;

  constructor(module: SourceModule) {
    this.#module = module;
  }

  /** Whether the outermost function around an offset may run; false outside of functions. */
  mayReach(offset: number): boolean {
    const { definitions, lines, source } = this.#module;
    const line = lines.lineAt(offset);
    const holder = definitions.find((each) => each.kind === 'function' && includes(each, line));
    if (holder?.name === undefined) return false;
    if (holder.parent === -1) return this.#names().has(holder.name);
    if (hook.test(holder.name) || this.#hasMetaclass()) return true;
    if (!constructing.test(holder.name)) return false;
    return source.includes('Enum') || source.includes('Flag') || this.#makesObjects();
  }

  /** Asked for many imports of a text. */
  #hasMetaclass(): boolean {
    this.#namesMetaclass ??= this.#module.source.includes('metaclass');
    return this.#namesMetaclass;
  }

  #makesObjects(): boolean {
    return this.#module.definitions.some(
      ({ kind, name }) => kind === 'class' && name !== undefined && this.#names().has(name),
    );
  }

  /** Names of what the module level calls, and of what that calls in turn. */
  #names(): ReadonlySet<string> {
    this.#called ??= namesCalled(this.#module);
    return this.#called;
  }
}

function includes({ firstLine, lastLine }: Definition, line: number): boolean {
  return firstLine <= line && line <= lastLine;
}

function namesCalled(module: SourceModule): ReadonlySet<string> {
  const { definitions } = module;
  const own = new Set(definitions.map(({ name }) => name));
  const found = new Set(importTimeLines(module).flatMap((content) => calledIn(content)));
  for (const { kind, name } of definitions)
    if (kind === 'function' && name !== undefined && hook.test(name)) found.add(name);
  for (const name of found) {
    if (!own.has(name)) continue;
    for (const definition of definitions)
      if (runsWith(definition, name, definitions))
        for (const each of bodyNames(module, definition)) found.add(each);
  }
  return found;
}

/** Whether a function runs where a name is called: it has that name, or makes the objects of a class that has it. */
function runsWith({ kind, name }: Definition, called: string, definitions: readonly Definition[]): boolean {
  if (kind !== 'function' || name === undefined) return false;
  if (name === called) return true;
  return constructing.test(name) && definitions.some((each) => each.kind === 'class' && each.name === called);
}

function bodyNames({ lines }: SourceModule, { firstLine, lastLine }: Definition): string[] {
  const names: string[] = [];
  for (let line = firstLine; line <= lastLine; line++) names.push(...calledIn(lines.content(line)));
  return names;
}

function calledIn(content: string): string[] {
  if (!content.includes('(') && !content.includes('@')) return [];
  return Array.from(content.matchAll(byName), ([, head, called, decorator]) =>
    head === undefined ? (called ?? decorator ?? '') : '',
  );
}

/** Lines outside of the bodies of functions, without what may run or not. */
function importTimeLines(module: SourceModule): string[] {
  const found: string[] = [];
  let isConditional = false;
  for (const line of linesOutsideBodies(module)) {
    const content = module.lines.content(line);
    if (/^[^\s#]/.test(content))
      isConditional = conditional.test(content) && !module.isInLiteral(module.lines.start(line));
    if (!isConditional) found.push(content);
  }
  return found;
}

/** With the heads of functions, where defaults stand. */
function* linesOutsideBodies(module: SourceModule): Generator<number> {
  let line = 1;
  for (const definition of module.definitions) {
    if (definition.kind !== 'function' || definition.firstLine < line) continue;
    for (const end = headEnd(module, definition); line <= end; line++) yield line;
    line = definition.lastLine + 1;
  }
  for (; line <= module.lineCount; line++) yield line;
}

function headEnd({ lines }: SourceModule, { firstLine, lastLine }: Definition): number {
  let line = firstLine;
  while (line < lastLine && !/:\s*(?:#.*)?$/.test(lines.content(line))) line++;
  return line;
}

import type { WorkspaceFacts } from '../../../laziness/workspaceFacts.ts';
import type { Node } from '../../syntax/expressionNodes.ts';
import type { PythonModule } from '../../syntax/statementNodes.ts';
import type { Hindrance } from '../hindrance.ts';
import type { ImportBinding } from '../importBinding.ts';
import type { ImportFacts } from '../importFacts.ts';
import { lastName } from '../localDefinitions.ts';
import { dotted } from '../placement.ts';
import { isKind } from '../syntaxPath.ts';
import { mentions } from '../typeMention.ts';

/** Cases 17, 19, 20, 34, 40 and 41: who besides the code that names it needs the name in the module. */
export function otherReaders(facts: ImportFacts): Hindrance[] {
  const found = facts.group.flatMap((binding) => [
    ...exported(facts, binding),
    ...known(facts, binding),
    ...inDoctest(facts, binding),
  ]);
  return [...found, ...mangled(facts), ...rebound(facts), ...dynamic(facts)];
}

function exported({ exports, tree }: ImportFacts, { name, alias: node }: ImportBinding): Hindrance[] {
  if (!exports.names.has(name)) return [];
  const base = { matrixCase: 17, node, moving: 'no', lazy: 'none' } as const;
  const message = `'${name}' is in __all__: other modules may import it from here.`;
  return [hasGetattr(tree) ? { ...base, message } : { ...base, message, exceptFor: 'module-getattr' }];
}

/** What the other files of the workspace do with the name; where they are not known, nobody can say. */
function known(facts: ImportFacts, { name, alias: node }: ImportBinding): Hindrance[] {
  const { workspace } = facts.context;
  if (name === '*') return [];
  if (workspace === undefined) {
    if (name.startsWith('_') && !facts.exports.isOpen) return [];
    const message = `It is not known whether another file imports '${name}' from this module or a test replaces it.`;
    return [{ matrixCase: 19, node, message, moving: 'unsafe', lazy: 'none' }];
  }
  if (workspace.patched.has(name)) {
    const message = `A test replaces '${name}' in this module, which only helps where the module has it.`;
    return [{ matrixCase: 20, node, message, moving: 'no', lazy: 'none' }];
  }
  if (workspace.importedElsewhere.has('__dict__')) {
    const message = `Another file reads names of this module by their text: it may be '${name}'.`;
    return [{ matrixCase: 40, node, message, moving: 'no', lazy: 'none' }];
  }
  return facts.exports.names.has(name) ? [] : importedElsewhere(facts, name, node, workspace);
}

function importedElsewhere(
  { exports, tree }: ImportFacts,
  name: string,
  node: Node,
  workspace: WorkspaceFacts,
): Hindrance[] {
  const isListed = exports.isDeclared && !exports.isOpen;
  const byStar = workspace.importedElsewhere.has('*') && !isListed && !name.startsWith('_');
  if (!byStar && !workspace.importedElsewhere.has(name)) return [];
  const message = `Another file imports '${name}' from this module${byStar ? ' with a star' : ''}.`;
  const base = { matrixCase: 19, node, message, moving: 'no', lazy: 'none' } as const;
  return [byStar || hasGetattr(tree) ? base : { ...base, exceptFor: 'module-getattr' }];
}

function hasGetattr({ body }: PythonModule): boolean {
  return body.some((each) => each.kind === 'function' && each.name.name === '__getattr__');
}

function inDoctest({ module, index }: ImportFacts, { name }: ImportBinding): Hindrance[] {
  for (const node of index.nodesOf(['>>>'])) {
    if (!isKind(node, 'string')) continue;
    const examples = module.text.slice(node.start, node.end).match(/^[ \t]*(?:>>>|\.\.\.).*$/gm) ?? [];
    const first = examples.findIndex((line) => mentions(line, name));
    if (
      first === -1 ||
      examples.slice(0, first + 1).some((line) => /\bimport\b/.test(line) && mentions(line, name))
    )
      continue;
    const message = `A doctest in line ${module.lines.lineAt(node.start)} uses '${name}' of this module.`;
    return [{ matrixCase: 41, node, message, moving: 'no', lazy: 'none' }];
  }
  return [];
}

/** `_Model__torch` is what `__torch` means in a class `Model`. */
const privateOfClass = /^_+[^_]\w*?__\w*[^_]_?$/u;

function mangled({ group }: ImportFacts): Hindrance[] {
  const binding = group.find(({ name }) => privateOfClass.test(name));
  if (binding === undefined) return [];
  const message = `A class may use '${binding.name}' by its private name.`;
  return [{ matrixCase: 40, node: binding.alias, message, moving: 'no', lazy: 'none' }];
}

function rebound({ module, rebindings }: ImportFacts): Hindrance[] {
  return rebindings.map(({ name, node }) => {
    const message = `Line ${module.lines.lineAt(node.start)} binds, deletes or declares '${name}' again.`;
    return { matrixCase: 34, node, message, moving: 'no', lazy: 'no' };
  });
}

const readers: ReadonlySet<string> = new Set(['globals', 'locals', 'eval', 'exec', 'execfile']);
const readersWithoutArgument: ReadonlySet<string> = new Set(['vars', 'dir']);
const readAttributes: ReadonlySet<string> = new Set(['__globals__', 'f_globals', 'f_locals', 'func_globals']);

const readingWords: readonly string[] = [
  ...readers,
  ...readersWithoutArgument,
  ...readAttributes,
  'modules',
  'import_module',
  '__main__',
];

/** Code that reads names by their text, of which nobody can say which it reads. */
function dynamic({ module, index }: ImportFacts): Hindrance[] {
  for (const node of index.nodesOf(readingWords)) {
    const reader = readerAt(node) ?? readerIn(node, module.text);
    if (reader === undefined) continue;
    const message = `Line ${module.lines.lineAt(node.start)} may read any name of the module: ${reader}.`;
    return [{ matrixCase: 40, node, message, moving: 'no', lazy: 'no' }];
  }
  return [];
}

/** `getattr(f, '__globals__')`, and code in a string that imports from the script it is run by, as `timeit` is given. */
function readerIn(node: Node, text: string): string | undefined {
  if (isKind(node, 'import', 'importFrom'))
    return text.slice(node.start, node.end).includes('__main__') ? 'an import of __main__' : undefined;
  if (!isKind(node, 'string', 'formattedString')) return undefined;
  const written = text.slice(node.start, node.end);
  if (/\b(?:from|import)\s+__main__\b/.test(written)) return 'an import of __main__';
  return /^['"](?:__globals__|f_globals|f_locals)['"]$/.exec(written)?.[0];
}

function readerAt(node: Node): string | undefined {
  if (isKind(node, 'attribute') && readAttributes.has(node.attribute.name)) return `.${node.attribute.name}`;
  if (isKind(node, 'subscript') && dotted(node.value) === 'sys.modules' && !isKind(node.index, 'string'))
    return 'sys.modules[…]';
  if (!isKind(node, 'call')) return undefined;
  const name = isKind(node.callee, 'name') ? node.callee.name : '';
  if (readers.has(name)) return `${name}()`;
  if (readersWithoutArgument.has(name) && node.positional.length === 0) return `${name}()`;
  if (dotted(node.callee) === 'sys.modules.get') return 'sys.modules.get()';
  return lastName(node.callee) === 'import_module' && isSelf(node.positional[0])
    ? 'import_module(__name__)'
    : undefined;
}

function isSelf(node: Node | undefined): boolean {
  return isKind(node, 'name') && node.name === '__name__';
}

import { list, nameIn, type SyntaxNode } from '../../javascript/syntax/syntaxNode.ts';
import { isTypeImport } from './importText.ts';
import { type SplitPart, type SplitSource, type UsedName, usedNames } from './splitSource.ts';

/** Modules of the project itself, which may do something when they are loaded. */
const own = /^(?:\.|#|~\/|@\/)/;

/**
 * The imports whose names have all left the original and that it still has to load, so that the modules of the project
 * are loaded in the order they were.
 * @param staying what the original still uses
 */
export function loadedInOrder(
  source: SplitSource,
  parts: readonly SplitPart[],
  staying: readonly UsedName[],
): ReadonlySet<SyntaxNode> {
  const isUsedBy = (node: SyntaxNode, used: readonly UsedName[]) => {
    const values = new Set(used.filter(({ asType }) => !asType).map(({ binding }) => binding.name));
    return list(node, 'specifiers').some(
      (each) => !isTypeImport(node, each) && values.has(nameIn(each, 'local')),
    );
  };
  const loaded = source.statements
    .map(({ node }) => node)
    .filter((node) => node.type === 'ImportDeclaration' && own.test(specifierOf(node)))
    .filter(
      (node) => list(node, 'specifiers').length === 0 || isUsedBy(node, usedNames(source, source.units)),
    );
  const left = loaded.filter((node) => list(node, 'specifiers').length > 0 && !isUsedBy(node, staying));
  const [first, ...others] = parts;
  const isInOne = first !== undefined && others.length === 0;
  if (isInOne && left.every((node) => loaded.indexOf(node) >= loaded.length - left.length)) return new Set();
  return new Set(left.filter((node) => node !== loaded.at(-1)));
}

function specifierOf(node: SyntaxNode): string {
  const source = node['source'] as SyntaxNode | undefined;
  return typeof source?.['value'] === 'string' ? source['value'] : '';
}

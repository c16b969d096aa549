import { list, nameIn, type SyntaxNode } from '../../javascript/syntax/syntaxNode.ts';
import type { SplitSource, UsedName } from './splitSource.ts';

/** The imports that a file with these uses needs, as the module's own statements write them. */
export function importTexts(source: SplitSource, used: readonly UsedName[]): string[] {
  const byName = new Map(used.map((each) => [each.binding.name, each]));
  return source.statements.flatMap(({ node }) => {
    if (node.type !== 'ImportDeclaration') return [];
    const wanted = list(node, 'specifiers').flatMap((specifier) => {
      const use = byName.get(nameIn(specifier, 'local'));
      return use
        ? [{ specifier, asType: source.isTypeScript && (use.asType || isTypeImport(node, specifier)) }]
        : [];
    });
    return [false, true].flatMap((asType) =>
      statements(
        source.text,
        node,
        wanted.filter((each) => each.asType === asType).map(({ specifier }) => specifier),
        asType,
      ),
    );
  });
}

/** Whether an imported name is one of types alone. */
export function isTypeImport(statement: SyntaxNode, specifier: SyntaxNode): boolean {
  return statement['importKind'] === 'type' || specifier['importKind'] === 'type';
}

/** One statement, or two where a default may not stand with the rest. */
function statements(
  text: string,
  node: SyntaxNode,
  specifiers: readonly SyntaxNode[],
  asType: boolean,
): string[] {
  const tail = fromTail(text, node);
  const keyword = asType ? 'import type' : `import${node['phase'] === 'defer' ? ' defer' : ''}`;
  const plain = (each: SyntaxNode) => text.slice(each.start, each.end).replace(/^type\s+(?!as\b|$)/, '');
  const named = specifiers.filter(({ type }) => type === 'ImportSpecifier').map(plain);
  const others = specifiers.filter(({ type }) => type !== 'ImportSpecifier').map(plain);
  const clauses = [...others, ...(named.length > 0 ? [`{ ${named.join(', ')} }`] : [])];
  if (clauses.length === 0) return [];
  return asType
    ? clauses.map((clause) => `${keyword} ${clause} ${tail}`)
    : [`${keyword} ${clauses.join(', ')} ${tail}`];
}

/** `import '…';` with attributes. */
export function bareImport(text: string, node: SyntaxNode): string {
  return `import ${text.slice((node['source'] as SyntaxNode).start, node.end)}\n`;
}

/** `from '…';` with attributes. */
function fromTail(text: string, node: SyntaxNode): string {
  const source = node['source'] as SyntaxNode;
  return text.slice(text.lastIndexOf('from', source.start), node.end);
}

/** A statement that imports or exports names of a part: `export { a } from './part.ts';`, types apart. */
export function partStatements(
  source: SplitSource,
  verb: 'import' | 'export',
  used: readonly UsedName[],
  specifier: string,
): string[] {
  const { quote, end } = punctuation(source);
  const isType = ({ asType, binding }: UsedName) =>
    source.isTypeScript && (binding.meaning === 'type' || (asType && verb === 'import'));
  const statement = (names: readonly UsedName[], keyword: string) => {
    const list_ = names.map(({ binding }) => binding.name).sort();
    return names.length === 0
      ? []
      : [`${keyword} { ${list_.join(', ')} } from ${quote}${specifier}${quote}${end}`];
  };
  return [
    ...statement(
      used.filter((each) => !isType(each)),
      verb,
    ),
    ...statement(used.filter(isType), `${verb} type`),
  ];
}

/** Quotes and semicolons as the module's first import has them. */
function punctuation({ text, statements }: SplitSource): { quote: string; end: string } {
  const first = statements.find(({ node }) => node['source'] !== undefined && node['source'] !== null)?.node;
  const source = first?.['source'] as SyntaxNode | undefined;
  const quote = source ? text.charAt(source.start) : "'";
  const sample = first ?? statements[0]?.node;
  return { quote, end: sample && /[^;}]$/.test(text.slice(0, sample.end)) ? '' : ';' };
}

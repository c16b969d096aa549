import type { Node, StringLiteral } from '../syntax/expressionNodes.ts';
import type { ImportBinding } from './importBinding.ts';
import { lastName } from './localDefinitions.ts';
import type { SyntaxIndex } from './syntaxIndex.ts';
import { isKind } from './syntaxPath.ts';
import { type Annotated, useSite } from './useSite.ts';

type Place = Pick<Node, 'start' | 'end'>;

/** A string or comment that names a type for type checkers. */
export interface TypeMention extends Place {
  readonly bindings: readonly ImportBinding[];
  /** Of an annotation what it belongs to. */
  readonly owner?: Annotated | undefined;
}

const typeComment = /#[ \t]*type:[ \t]*(?!ignore\b)([^\n#]+)/g;

/** What only type checkers read of the imports: `"torch.Tensor"` as an annotation, `# type: torch.Tensor`. */
export function typeMentions(
  text: string,
  index: SyntaxIndex,
  group: readonly ImportBinding[],
): TypeMention[] {
  const found: TypeMention[] = [];
  const names = new Set(group.map(({ name }) => name));
  const named = ({ start, end }: Place) => group.filter(({ name }) => mentions(text.slice(start, end), name));
  const add = ({ start, end }: Place, owner?: Annotated) => {
    const bindings = named({ start, end });
    if (bindings.length > 0) found.push({ start, end, bindings, owner });
  };
  for (const { index, 0: comment } of text.matchAll(typeComment))
    add({ start: index, end: index + comment.length });
  for (const node of index.nodesOf(names))
    if (isKind(node, 'string') && named(node).length > 0) {
      const site = useSite(index, node);
      if (site.when === 'annotation') add(node, site.isEvaluated ? site.owner : undefined);
      else if (isHandedToTypes(index, node)) add(node);
    }
  return found;
}

/** Whether a text names something as a whole word. */
export function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (!isWordAt(text, at - 1) && !isWordAt(text, at + name.length)) return true;
  return false;
}

function isWordAt(text: string, offset: number): boolean {
  return /[\p{L}\p{N}_]/u.test(text[offset] ?? '');
}

const typeFunctions: ReadonlySet<string> = new Set([
  'cast',
  'TypeVar',
  'ForwardRef',
  'NewType',
  'assert_type',
]);

function isHandedToTypes(index: SyntaxIndex, node: StringLiteral): boolean {
  return index.pathTo(node).some((each) => isKind(each, 'call') && typeFunctions.has(lastName(each.callee)));
}

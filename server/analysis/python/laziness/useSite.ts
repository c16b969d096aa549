import type { Node } from '../syntax/expressionNodes.ts';
import type { ClassDefinition, FunctionDefinition, IfClause, Suite } from '../syntax/statementNodes.ts';
import { isMain } from './importBinding.ts';
import type { SyntaxIndex } from './syntaxIndex.ts';
import { isKind, isSuite } from './syntaxPath.ts';

/** What code stands in that needs an import and may hold it: a function, or the part that only runs as a script. */
export interface Destination {
  readonly function: FunctionDefinition | undefined;
  readonly body: Suite;
}

/** How code evaluates a name while its module is imported. */
export type ImportTimePlace =
  | 'statement'
  | 'f-string'
  | 'comprehension'
  | 'generator'
  | 'lambda'
  | 'waiting lambda'
  | 'decorator'
  | 'base class'
  | 'default'
  | 'class body';

/** What annotations can belong to. */
export type Annotated = FunctionDefinition | ClassDefinition;

/** When a use of a name is evaluated. */
export type UseSite =
  | { readonly when: 'import'; readonly place: ImportTimePlace }
  | { readonly when: 'call'; readonly destination: Destination }
  | {
      readonly when: 'annotation';
      /** Of a parameter or a return value the function, of a field the class; undefined for a variable. */
      readonly owner: Annotated | undefined;
      /** Where it is evaluated with the function that it stands in: that function. */
      readonly within: Destination | undefined;
      /** Annotations of a function's variables are never evaluated. */
      readonly isEvaluated: boolean;
    };

/**
 * The same where annotations are evaluated with their definitions: those of a function in a function then need the import
 * as any other code there.
 */
export function withoutWaiting(site: UseSite): UseSite {
  return site.when === 'annotation' && site.isEvaluated && site.within
    ? { when: 'call', destination: site.within }
    : site;
}

/** When and where a node of the tree is evaluated. */
export function useSite(index: SyntaxIndex, node: Node): UseSite {
  const path = index.pathTo(node);
  let place: ImportTimePlace = 'statement';
  let owner: ClassDefinition | undefined;
  for (const [index, outer] of path.entries()) {
    const inner = path[index + 1] ?? outer;
    const destination = destinationAt(outer, inner);
    if (destination) return siteInside(destination, path.slice(index + 1));
    if (isAnnotation(outer, inner, path[index + 2]))
      return { when: 'annotation', owner: ownerOf(outer, owner), within: undefined, isEvaluated: true };
    place = placeAt(path, index) ?? place;
    if (isKind(outer, 'class')) owner = outer;
    if (!passable.has(place)) break;
  }
  return { when: 'import', place };
}

/** Places that say less than what stands in them. */
const passable: ReadonlySet<ImportTimePlace> = new Set(['statement', 'class body']);

function destinationAt(outer: Node, inner: Node): Destination | undefined {
  if (!isSuite(inner)) return undefined;
  if (isKind(outer, 'function')) return { function: outer, body: inner };
  return isClause(outer) && isMain(outer.test) ? { function: undefined, body: inner } : undefined;
}

function isClause(node: Node): node is IfClause {
  return !('kind' in node) && 'test' in node;
}

function siteInside(destination: Destination, path: readonly Node[]): UseSite {
  let isInFunction = destination.function !== undefined;
  let owner: ClassDefinition | undefined;
  for (const [index, outer] of path.entries()) {
    const inner = path[index + 1];
    if (inner === undefined) break;
    if (isAnnotation(outer, inner, path[index + 2])) {
      const isEvaluated = !(isInFunction && isKind(outer, 'annotatedAssignment'));
      return { when: 'annotation', owner: ownerOf(outer, owner), within: destination, isEvaluated };
    }
    if (isKind(outer, 'class', 'function') && isSuite(inner)) isInFunction = outer.kind === 'function';
    owner = isKind(outer, 'class') ? outer : owner;
  }
  return { when: 'call', destination };
}

function ownerOf(outer: Node, around: ClassDefinition | undefined): Annotated | undefined {
  return isKind(outer, 'function') ? outer : around;
}

/** Whether a node stands in an annotation of the one around it. */
function isAnnotation(outer: Node, inner: Node, below: Node | undefined): boolean {
  if (isKind(outer, 'annotatedAssignment')) return inner === outer.annotation;
  if (!isKind(outer, 'function')) return false;
  if (inner === outer.returns) return true;
  const parameter = outer.parameters.find((each) => each === inner);
  return parameter !== undefined && below !== undefined && below === parameter.annotation;
}

function placeAt(path: readonly Node[], index: number): ImportTimePlace | undefined {
  const outer = path[index];
  const inner = path[index + 1];
  if (outer === undefined || inner === undefined) return undefined;
  if (isKind(outer, 'class', 'function')) return placeInDefinition(outer, inner);
  if (isKind(outer, 'lambda')) {
    if (inner !== outer.body) return 'default';
    const holder = path[index - 1];
    return isKind(holder, 'assignment') && holder.value === outer ? 'waiting lambda' : 'lambda';
  }
  if (isKind(outer, 'comprehension')) return outer.form === 'generator' ? 'generator' : 'comprehension';
  return isKind(outer, 'formattedString') ? 'f-string' : undefined;
}

function placeInDefinition(outer: Annotated, inner: Node): ImportTimePlace {
  if ((outer.decorators as readonly Node[]).includes(inner)) return 'decorator';
  if (outer.kind === 'function') return 'default';
  return isSuite(inner) ? 'class body' : 'base class';
}

import { childNodes } from '../syntax/childNodes.ts';
import type { Identifier, Node } from '../syntax/expressionNodes.ts';
import { isKind } from './syntaxPath.ts';

/** A place that binds a name: an identifier, or the name that is assigned to. */
export type Binder = Pick<Identifier, 'name' | 'start' | 'end'>;

/** The names that a node binds by itself, in the scope it stands in. */
export function bindersAt(node: Node): readonly Binder[] {
  if (isKind(node, 'assignment', 'delete')) return node.targets.flatMap(targets);
  if (isKind(node, 'augmentedAssignment', 'annotatedAssignment', 'for', 'named')) return targets(node.target);
  if (isKind(node, 'import', 'importFrom'))
    return node.names.map(
      ({ name, alias }) => alias ?? { ...name, name: name.name.split('.')[0] ?? name.name },
    );
  if (isKind(node, 'function', 'class', 'typeAlias', 'asPattern')) return [node.name];
  if (isKind(node, 'capturePattern', 'starPattern')) return node.name ? [node.name] : [];
  if (isKind(node, 'mappingPattern')) return node.rest ? [node.rest] : [];
  // The parts of statements: an item of `with`, a clause of a comprehension, a handler of `try`.
  if ('target' in node && node.target) return targets(node.target as Node);
  return 'isGroup' in node && 'name' in node && node.name ? [node.name as Identifier] : [];
}

/** The names in a target of an assignment; what is subscripted or asked for an attribute is not bound. */
function targets(target: Node): Binder[] {
  if (isKind(target, 'name')) return [target];
  if (isKind(target, 'tuple', 'list')) return target.elements.flatMap(targets);
  return isKind(target, 'starred') ? targets(target.value) : [];
}

/** What a scope binds, and which names it declares to be another's. */
export interface ScopeNames {
  readonly bound: Set<string>;
  readonly global: Set<string>;
  readonly nonlocal: Set<string>;
}

/** The names of a scope with these nodes in it; those of scopes within are theirs, save a walrus in a comprehension. */
export function scopeNames(nodes: readonly Node[], parameters: readonly string[] = []): ScopeNames {
  const names: ScopeNames = { bound: new Set(parameters), global: new Set(), nonlocal: new Set() };
  for (const node of nodes) collect(node, names, false);
  for (const name of [...names.global, ...names.nonlocal]) names.bound.delete(name);
  return names;
}

function collect(node: Node, names: ScopeNames, isInComprehension: boolean): void {
  if (isKind(node, 'global', 'nonlocal')) for (const { name } of node.names) names[node.kind].add(name);
  const isOwn = !isInComprehension || isKind(node, 'named');
  if (isOwn && !isKind(node, 'comprehension')) for (const { name } of bindersAt(node)) names.bound.add(name);
  const within = isInComprehension || isKind(node, 'comprehension');
  for (const child of childNodes(node)) if (!opensScope(node, child)) collect(child, names, within);
}

/** Whether what stands in a child does not belong to the scope of the node around it. */
export function opensScope(node: Node, child: Node): boolean {
  if (isKind(node, 'function', 'class')) return child === node.body;
  return isKind(node, 'lambda') && child === node.body;
}

import type {
  BooleanOperation,
  Conditional,
  Expression,
  NamedExpression,
  Node,
  Sequence,
} from '../syntax/expressionNodes.ts';
import { isKind } from './syntaxPath.ts';

/** The expressions of which the value of a choice or a sequence is made. */
export function partsOf(
  node: BooleanOperation | Conditional | NamedExpression | Sequence,
): readonly Expression[] {
  if (node.kind === 'boolean') return node.values;
  if (node.kind === 'conditional') return [node.body, node.orElse];
  return node.kind === 'named' ? [node.value] : node.elements;
}

/** The names whose values an assignment to a target changes: `g` and `table` of `g, table['x'] = …`. */
export function changedNames(target: Node): readonly string[] {
  if (isKind(target, 'name')) return [target.name];
  if (isKind(target, 'attribute', 'subscript', 'starred')) return changedNames(target.value);
  return isKind(target, 'tuple', 'list') ? target.elements.flatMap(changedNames) : [];
}

import { childNodes } from '../syntax/childNodes.ts';
import type { Expression, Node } from '../syntax/expressionNodes.ts';
import type { Pattern, PythonModule, Statement, Suite } from '../syntax/statementNodes.ts';

type Kinded = PythonModule | Statement | Expression | Pattern;
type OfKind<Each, Kind> = Each extends Kinded
  ? Extract<Each['kind'], Kind> extends never
    ? never
    : Each
  : never;

/** Whether a node is one of a kind: narrows what `childNodes` gives. */
export function isKind<Kind extends Kinded['kind']>(
  node: Node | undefined,
  ...kinds: readonly Kind[]
): node is OfKind<Kinded, Kind> {
  return node !== undefined && 'kind' in node && (kinds as readonly unknown[]).includes(node.kind);
}

/** Whether a node is the statements that a compound statement holds. */
export function isSuite(node: Node): node is Suite {
  return 'statements' in node;
}

/** A node and all below it, but not what is below one that `enters` turns down. */
export function* descendants(node: Node, enters: (node: Node) => boolean = () => true): Generator<Node> {
  yield node;
  if (!enters(node)) return;
  for (const child of childNodes(node)) yield* descendants(child, enters);
}

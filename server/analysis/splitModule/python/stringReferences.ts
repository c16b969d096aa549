import { childNodes } from '../../python/syntax/childNodes.ts';
import type { Node, StringLiteral } from '../../python/syntax/expressionNodes.ts';

const typeReaders: ReadonlySet<string> = new Set([
  'cast',
  'TypeVar',
  'NewType',
  'ForwardRef',
  'NamedTuple',
  'TypedDict',
]);
const identifier = /[^\W\d]\w*/gu;

/** Names that a node mentions in strings which stand for types: annotations, `cast('T', …)`, `TypeVar('T', bound='B')`. */
export function namesInStrings(node: Node, text: string): string[] {
  return typePlaces(node)
    .flatMap((place) => stringsBelow(place))
    .flatMap((string) => wordsOf(string, text));
}

function typePlaces(node: Node): Node[] {
  const places: unknown[] = [];
  if ('annotation' in node) places.push(node.annotation);
  if ('returns' in node) places.push(node.returns);
  if ('bases' in node && Array.isArray(node.bases)) places.push(...node.bases);
  if (isTypeReader(node)) places.push(node);
  return places.filter((place): place is Node => typeof place === 'object' && place !== null);
}

function isTypeReader(node: Node): boolean {
  if (!('callee' in node)) return false;
  const callee = node.callee as { kind: string; name?: string; attribute?: { name: string } };
  return typeReaders.has(callee.name ?? callee.attribute?.name ?? '');
}

function stringsBelow(node: Node): StringLiteral[] {
  if ('kind' in node && node.kind === 'string') return [node as StringLiteral];
  return childNodes(node).flatMap(stringsBelow);
}

function wordsOf({ start, end }: StringLiteral, text: string): string[] {
  return text.slice(start, end).match(identifier) ?? [];
}

import { nodesIn, type SyntaxNode } from '../syntax/syntaxNode.ts';
import type { Binder, Place } from './binder.ts';
import type { Binding } from './scope.ts';

/** Declares the names of a pattern (`a`, `{ a, b: [c = d] }`, `...rest`) and visits what is evaluated in it. */
export function bindPattern(
  binder: Binder,
  pattern: SyntaxNode,
  binding: Omit<Binding, 'name' | 'node'>,
  place: Place,
): void {
  binder.enter(pattern, () => {
    binder.visitField(pattern, 'typeAnnotation', place);
    if (pattern.type === 'Identifier') binder.declare(pattern, binding);
    if (pattern.type === 'AssignmentPattern') binder.visitField(pattern, 'right', place);
    if (pattern.type === 'ObjectProperty' && pattern['computed'] === true)
      binder.visitField(pattern, 'key', place);
    for (const part of partsOf(pattern)) bindPattern(binder, part, binding, place);
  });
}

/** Where the parts of a pattern stand that are patterns themselves. */
const partFields: Readonly<Record<string, string>> = {
  ObjectPattern: 'properties',
  ObjectProperty: 'value',
  ArrayPattern: 'elements',
  AssignmentPattern: 'left',
  RestElement: 'argument',
  TSParameterProperty: 'parameter',
};

function partsOf(pattern: SyntaxNode): readonly SyntaxNode[] {
  const field = partFields[pattern.type];
  return field === undefined ? [] : nodesIn(pattern, field);
}

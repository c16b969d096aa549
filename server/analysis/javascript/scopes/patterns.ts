import { child, list, type SyntaxNode } from '../syntax/syntaxNode.ts';
import type { Binder, Place } from './binder.ts';
import type { Binding } from './scope.ts';

/** Declares the names of a pattern (`a`, `{ a, b: [c = d] }`, `...rest`) and visits what is evaluated in it. */
export function bindPattern(
  binder: Binder,
  pattern: SyntaxNode,
  binding: Omit<Binding, 'name' | 'node'>,
  place: Place,
): void {
  const bindPart = (part: SyntaxNode | undefined) => part && bindPattern(binder, part, binding, place);
  binder.enter(pattern, () => {
    binder.visitField(pattern, 'typeAnnotation', place);
    switch (pattern.type) {
      case 'Identifier':
        binder.declare(pattern, binding);
        break;
      case 'ObjectPattern':
        for (const property of list(pattern, 'properties')) bindPart(property);
        break;
      case 'ObjectProperty':
        if (pattern['computed'] === true) binder.visitField(pattern, 'key', place);
        bindPart(child(pattern, 'value'));
        break;
      case 'ArrayPattern':
        for (const element of list(pattern, 'elements')) bindPart(element);
        break;
      case 'AssignmentPattern':
        bindPart(child(pattern, 'left'));
        binder.visitField(pattern, 'right', place);
        break;
      case 'RestElement':
        bindPart(child(pattern, 'argument'));
        break;
      case 'TSParameterProperty':
        bindPart(child(pattern, 'parameter'));
        break;
    }
  });
}

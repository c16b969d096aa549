import { expressionList, yieldOrList } from './expressionLists.ts';
import type { Expression } from './expressionNodes.ts';
import type { Parser } from './parser.ts';
import type { Statement } from './statementNodes.ts';
import { Token } from './tokenKind.ts';

/** An expression that stands alone, or is assigned to. */
export function expressionOrAssignment(p: Parser): Statement {
  const { start } = p;
  const value = yieldOrList(p);
  if (p.kind === Token.equal) return assignment(p, start, value);
  if (p.kind === Token.augmented) return augmentedAssignment(p, start, value);
  if (p.kind === Token.colon) return annotatedAssignment(p, start, value);
  return { kind: 'expression', start, end: p.previousEnd, value };
}

function assignment(p: Parser, start: number, first: Expression): Statement {
  const targets: Expression[] = [];
  let value = first;
  while (p.kind === Token.equal) {
    checkTarget(p, value);
    targets.push(value);
    p.next();
    value = yieldOrList(p);
  }
  return { kind: 'assignment', start, end: p.previousEnd, targets, value };
}

function augmentedAssignment(p: Parser, start: number, target: Expression): Statement {
  const operator = p.text.slice(p.start, p.end);
  checkTarget(p, target);
  p.next();
  const value = yieldOrList(p);
  return { kind: 'augmentedAssignment', start, end: p.previousEnd, target, operator, value };
}

function annotatedAssignment(p: Parser, start: number, target: Expression): Statement {
  const isSimple = target.kind === 'name' && target.start === start;
  if (!isSimple && target.kind !== 'attribute' && target.kind !== 'subscript' && target.kind !== 'name') {
    p.fail('Only a name, an attribute or an item can be annotated.');
  }
  p.next();
  const annotation = expressionList(p);
  const value = p.accept(Token.equal) ? yieldOrList(p) : undefined;
  return { kind: 'annotatedAssignment', start, end: p.previousEnd, target, annotation, value, isSimple };
}

/** Notes that an expression is none of those that can be assigned to. */
function checkTarget(p: Parser, target: Expression): void {
  if (target.kind === 'tuple' || target.kind === 'list') {
    for (const element of target.elements) checkTarget(p, element);
  } else if (target.kind === 'starred') checkTarget(p, target.value);
  else if (target.kind !== 'name' && target.kind !== 'attribute' && target.kind !== 'subscript') {
    p.report('Nothing can be assigned to this expression.', target.start, target.end);
  }
}

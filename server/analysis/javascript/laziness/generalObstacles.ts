import type { Obstacle } from '../../laziness/importExplanation.ts';
import { child, list, nameIn, nameOf, type SyntaxNode } from '../syntax/syntaxNode.ts';
import { ancestors, type ImportCase, obstacle } from './importCase.ts';
import type { ImportedBinding } from './importSubject.ts';

/** What forbids moving an import whatever its uses are. */
export function generalObstacles(importCase: ImportCase): Obstacle[] {
  const { subject } = importCase;
  const { statement, bindings } = subject;
  if (bindings.length > 0 && bindings.every(({ values, types }) => values.length + types.length === 0)) {
    const names = bindings.map(({ binding }) => `'${binding.name}'`).join(', ');
    return [
      obstacle(importCase, 25, statement, () => {
        return `Nothing in this file uses ${names}: remove the import, unless it is there for what loading it does.`;
      }),
    ];
  }
  return [
    ...attributes(importCase),
    ...bindings.flatMap((each) => rebound(importCase, each)),
    ...[...importCase.scopes.calls.keys()].flatMap((call) => callObstacle(importCase, call)),
  ];
}

/** `with { type: 'json' }`: an import of data. */
function attributes(importCase: ImportCase): Obstacle[] {
  const [first] = list(importCase.subject.statement, 'attributes');
  if (!first) return [];
  return [
    obstacle(importCase, 63, first, (line) => {
      return `The import in line ${line} has attributes, which another form of import would have to repeat.`;
    }),
  ];
}

function rebound(importCase: ImportCase, { binding, values }: ImportedBinding): Obstacle[] {
  const write = values.find((use) => isWritten(use.node, ancestors(importCase, use)));
  if (!write) return [];
  return [
    obstacle(importCase, 34, write.node, (line) => {
      return `Line ${line} gives '${binding.name}' another value, which an import in a function would not see.`;
    }),
  ];
}

function isWritten(node: SyntaxNode, around: readonly SyntaxNode[]): boolean {
  let inside = node;
  for (const each of around) {
    if (['AssignmentExpression', 'ForInStatement', 'ForOfStatement'].includes(each.type))
      return child(each, 'left') === inside;
    if (each.type === 'UpdateExpression') return true;
    const isPattern =
      each.type.endsWith('Pattern') || each.type === 'ObjectProperty' || each.type === 'RestElement';
    if (!isPattern) return false;
    inside = each;
  }
  return false;
}

const mockers = new Set(['jest', 'vi', 'vitest', 'mock']);
const mocks = new Set(['mock', 'doMock', 'unmock', 'setMock', 'unstable_mockModule', 'hoisted', 'module']);

function callObstacle(importCase: ImportCase, call: SyntaxNode): Obstacle[] {
  const callee = child(call, 'callee');
  if (!callee) return [];
  if (nameOf(callee) === 'eval')
    return [
      obstacle(importCase, 40, call, (line) => {
        return `Line ${line} calls eval(), which may use any name of this file.`;
      }),
    ];
  const object = nameIn(callee, 'object');
  const method = nameIn(callee, 'property');
  if (!mockers.has(object) || !mocks.has(method)) return [];
  return [
    obstacle(importCase, 64, call, (line) => {
      return `Line ${line} calls ${object}.${method}(), which is moved above the imports of this file and counts on them.`;
    }),
  ];
}

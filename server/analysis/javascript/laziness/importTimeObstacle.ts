import type { Obstacle } from '../../laziness/importExplanation.ts';
import type { Reference } from '../scopes/reference.ts';
import type { Region } from '../scopes/region.ts';
import { child, type SyntaxNode } from '../syntax/syntaxNode.ts';
import { assignsToExports } from './formObstacles.ts';
import { ancestors, functionLabel, type ImportCase, isIn, obstacle } from './importCase.ts';

/** Why a use needs its module while this one is imported; undefined where it does not. */
export function importTimeObstacle(
  importCase: ImportCase,
  use: Reference,
  host: Region | undefined,
): Obstacle | undefined {
  if (use.region.kind === 'module') return moduleLevelObstacle(importCase, use);
  const ran = [use.region.node, ...(host ? [host.node] : [])].find((node) => runs(importCase, node));
  return ran && calledObstacle(importCase, use, ran);
}

function runs({ calls }: ImportCase, node: SyntaxNode): boolean {
  return calls.get(node)?.handedOver === false;
}

function calledObstacle(importCase: ImportCase, { name, node }: Reference, ran: SyntaxNode): Obstacle {
  const call = importCase.calls.get(ran)?.call ?? ran;
  const at = importCase.lines.lineAt(call.start);
  const user = functionLabel(importCase, ran);
  return obstacle(importCase, 10, node, (line) => {
    return `Line ${line} uses '${name}' in ${user}, which line ${at} runs while the module is imported.`;
  });
}

/** What stands around a use at module level, by what it means for the use; the first that fits says it. */
const reasons: readonly {
  readonly matrixCase: number;
  readonly fits: (node: SyntaxNode, inside: SyntaxNode) => boolean;
  readonly how: string;
}[] = [
  { matrixCase: 60, fits: ({ type }) => type === 'ExportSpecifier', how: 'exports it again' },
  { matrixCase: 61, fits: ({ type }) => type === 'Decorator', how: 'decorates with it' },
  { matrixCase: 61, fits: (node, inside) => isIn(inside, node, 'superClass'), how: 'extends it' },
  {
    matrixCase: 9,
    fits: ({ type }) => type === 'StaticBlock' || type.startsWith('ClassBody'),
    how: 'uses it in the body of a class',
  },
  {
    matrixCase: 60,
    fits: (node) => node.type === 'ExportDefaultDeclaration' || node.type === 'TSExportAssignment',
    how: 'exports it',
  },
  {
    matrixCase: 60,
    fits: (node, inside) => isIn(inside, node, 'right') && assignsExports(node),
    how: 'exports it',
  },
  { matrixCase: 3, fits: ({ type }) => type === 'TSEnumDeclaration', how: 'computes an enum with it' },
];

function moduleLevelObstacle(importCase: ImportCase, use: Reference): Obstacle {
  const chain = [use.node, ...ancestors(importCase, use)];
  const { matrixCase, how } = chain
    .slice(1)
    .map((node, index) => reasons.find(({ fits }) => fits(node, chain[index] ?? node)))
    .find((reason) => reason !== undefined) ?? { matrixCase: 3, how: 'uses it' };
  return obstacle(importCase, matrixCase, use.node, (line) => {
    return `Line ${line} needs '${use.name}' while the module is imported: it ${how}.`;
  });
}

function assignsExports(node: SyntaxNode): boolean {
  const left = child(node, 'left');
  return left !== undefined && assignsToExports(left);
}

import type { Obstacle } from '../../laziness/importExplanation.ts';
import { child, list, nameIn, nameOf, type SyntaxNode } from '../syntax/syntaxNode.ts';
import { type ImportCase, obstacle } from './importCase.ts';

/** Signs that a bundler makes this file part of a page: there `import()` becomes a request for another file. */
export function bundlerObstacles(importCase: ImportCase): Obstacle[] {
  const sign = importCase.languageId.endsWith('react')
    ? importCase.subject.statement
    : bundlerSign(importCase);
  if (!sign) return [];
  return [
    obstacle(importCase, 65, sign, (line) => {
      return `Line ${line} is part of a page that a bundler builds, as it seems: import() makes it load another file over the network.`;
    }),
  ];
}

const pageGlobals = new Set(['document', 'window', 'navigator', 'localStorage']);
const assets = /\.(?:css|scss|less|svg|png|jpg|vue|svelte)(?:\?.*)?$/;

function bundlerSign({ scopes, tree }: ImportCase): SyntaxNode | undefined {
  const global = scopes.references.find(
    ({ name, role, scope }) => role === 'value' && pageGlobals.has(name) && !scope.resolve(name, false),
  );
  const asset = list(tree.program, 'body').find(
    (each) => each.type === 'ImportDeclaration' && assets.test(nameIn(each, 'source')),
  );
  const meta = [...scopes.parents.keys()].find(isBundlerMeta);
  return global?.node ?? asset ?? meta;
}

/** `import.meta.env`, `import.meta.hot`, `import.meta.webpack`. */
function isBundlerMeta(node: SyntaxNode): boolean {
  if (node.type !== 'MemberExpression' || child(node, 'object')?.type !== 'MetaProperty') return false;
  return ['env', 'hot', 'webpack', 'webpackHot', 'glob'].includes(nameOf(child(node, 'property') ?? node));
}

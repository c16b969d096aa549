import type { OffsetEdit } from '../../../fixes/fix.ts';
import type { Obstacle } from '../../../laziness/importExplanation.ts';
import type { Reference } from '../../scopes/reference.ts';
import { child, list, nameIn, type SyntaxNode } from '../../syntax/syntaxNode.ts';
import { canBecomeBlock, insertAtStart } from '../edits/insertStatement.ts';
import { removeDeclarator, removeStatement } from '../edits/removeStatement.ts';
import { type Host, hostsOf } from '../hosts.ts';
import { type ImportCase, obstacle } from '../importCase.ts';
import { type Proposal, placeLabel } from './proposal.ts';

/** `require()` in the functions that use what it gives. */
export function inlineRequireFix(importCase: ImportCase): Proposal {
  const { subject, text } = importCase;
  const uses = subject.bindings.flatMap(({ values }) => values);
  const own = uses.find(
    (use) => use.scope.resolve('require', false) !== importCase.scopes.module.resolve('require', false),
  );
  if (own) return { fixes: [], hosts: [], obstacles: [shadowed(importCase, own)] };
  const { hosts, obstacles } = hostsOf(importCase, uses, false);
  const removal = requireRemoval(importCase);
  const movable = removal !== undefined && hosts.every(({ node }) => canBecomeBlock(text, node));
  if (hosts.length === 0 || !movable) return { fixes: [], obstacles, hosts };
  const semicolon = text[subject.statement.end - 1] === ';';
  const edits = hosts.flatMap((host) =>
    insertAtStart(text, host.node, { code: requireCode(importCase, host), semicolon }),
  );
  const title = `Require ${subject.specifier} ${placeLabel(importCase, hosts)}`;
  return {
    fixes: [{ kind: 'inline-require', title, safety: 'safe', caveats: [], edits: [removal, ...edits] }],
    obstacles,
    hosts,
  };
}

function shadowed(importCase: ImportCase, { node, name }: Reference): Obstacle {
  return obstacle(importCase, 35, node, (line) => {
    return `Line ${line} uses '${name}' where 'require' is another function.`;
  });
}

function requireRemoval({ subject, text, tree }: ImportCase): OffsetEdit | undefined {
  const { statement, declarator } = subject;
  if (!declarator || list(statement, 'declarations').length === 1)
    return removeStatement(text, tree.program, statement);
  return removeDeclarator(text, statement, declarator);
}

function requireCode({ subject, text }: ImportCase, { uses }: Host): string {
  const { declarator, statement } = subject;
  const id = declarator && child(declarator, 'id');
  const init = declarator && child(declarator, 'init');
  if (!id || !init) return text.slice(statement.start, statement.end);
  const names = new Set(uses.map(({ name }) => name));
  const pattern = id.type === 'ObjectPattern' ? usedPart(id, names, text) : undefined;
  return `const ${pattern ?? text.slice(id.start, id.end)} = ${text.slice(init.start, init.end)}`;
}

/** The properties of `{ a, b: c }` whose names are used; undefined where there is more to the pattern than that. */
function usedPart(pattern: SyntaxNode, names: ReadonlySet<string>, text: string): string | undefined {
  const properties = list(pattern, 'properties');
  const isPlain = (each: SyntaxNode) =>
    each.type === 'ObjectProperty' &&
    each['computed'] === false &&
    child(each, 'value')?.type === 'Identifier';
  if (child(pattern, 'typeAnnotation') || !properties.every(isPlain)) return undefined;
  const used = properties.filter((each) => names.has(nameIn(each, 'value')));
  return `{ ${used.map(({ start, end }) => text.slice(start, end)).join(', ')} }`;
}

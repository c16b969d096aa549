import type { Fix, OffsetEdit } from '../../../fixes/fix.ts';
import { child, list, type SyntaxNode } from '../../syntax/syntaxNode.ts';
import { canBecomeBlock, insertAtStart, insertBehind, type NewStatement } from '../edits/insertStatement.ts';
import { lineEndingOf } from '../edits/lineEdits.ts';
import { removeStatement } from '../edits/removeStatement.ts';
import { type Host, hostsOf } from '../hosts.ts';
import { functionLabel, type ImportCase, obstacle } from '../importCase.ts';
import type { ImportedBinding } from '../importSubject.ts';
import { fromClause, typeOnlyEdits } from './importTypeFix.ts';
import { namespaceName, namespaceUses } from './namespaceUses.ts';
import { type Proposal, placeLabel } from './proposal.ts';

/** `await import()` in the async functions that use what an import brings in. */
export function dynamicImportFix(importCase: ImportCase, bundled: readonly string[]): Proposal {
  const { subject, text } = importCase;
  const used = subject.bindings.filter(({ values }) => values.length > 0);
  const { hosts, obstacles } = hostsOf(
    importCase,
    used.flatMap(({ values }) => values),
    true,
  );
  const { start, end } = subject.statement;
  const comment = importCase.tree.comments.find((each) => start < each.start && each.end < end);
  if (comment) {
    const stays = obstacle(importCase, 31, comment, (line) => {
      return `The comment in line ${line}, inside of the import, would be lost.`;
    });
    return { fixes: [], obstacles: [...obstacles, stays], hosts };
  }
  if (hosts.length === 0 || !hosts.every(({ node }) => canBecomeBlock(text, node)))
    return { fixes: [], obstacles, hosts };
  const forms = used.some(isNamed) ? [readFromNamespace, takenApart] : [takenApart];
  const fixes = forms.flatMap((form) => {
    const shape = form(importCase, used);
    return shape ? [fixOf(importCase, hosts, shape, bundled)] : [];
  });
  return { fixes, obstacles, hosts };
}

const isNamed = ({ imported }: ImportedBinding) => imported !== '*' && imported !== 'default';

/** How a function gets at what it uses. */
interface Shape {
  /** What stands before `= await import(…)` in a function with these uses. */
  readonly pattern: (host: Host) => string;
  readonly edits: readonly OffsetEdit[];
  readonly caveats: readonly string[];
  readonly suffix: string;
}

/** `const ns = await import()` and `ns.name`: what the package exports is read when it is used, as before. */
function readFromNamespace(importCase: ImportCase, used: readonly ImportedBinding[]): Shape | undefined {
  const whole = used.find(({ imported }) => imported === '*')?.binding.name;
  const name = whole ?? namespaceName(importCase);
  const uses = used
    .filter(({ imported }) => imported !== '*')
    .flatMap(({ values, imported }) => values.map((use) => [use, imported] as const));
  const edits = namespaceUses(importCase, uses, name);
  return edits && { pattern: () => name, edits, caveats: [], suffix: '' };
}

/** `const { a } = await import()`. A default export is never given another value in practice; a named one may be. */
function takenApart(_: ImportCase, used: readonly ImportedBinding[]): Shape | undefined {
  if (used.some(({ imported }) => imported === '*'))
    return used.length > 1
      ? undefined
      : { pattern: () => used[0]?.binding.name ?? '', edits: [], caveats: [], suffix: '' };
  const part = ({ imported, binding: { name } }: ImportedBinding) =>
    imported === name ? name : `${/^[\w$]+$/.test(imported) ? imported : JSON.stringify(imported)}: ${name}`;
  const pattern = ({ uses }: Host) => {
    const parts = used.filter(({ values }) => values.some((use) => uses.includes(use))).map(part);
    return `{ ${parts.join(', ')} }`;
  };
  const live = used.filter(isNamed).map(({ binding }) => `'${binding.name}'`);
  const caveats =
    live.length === 0
      ? []
      : [
          `A call sees ${live.join(', ')} as it is when the call begins, even if the package changes it later.`,
        ];
  return { pattern, edits: [], caveats, suffix: live.length === 0 ? '' : ', names taken out of it' };
}

function fixOf(
  importCase: ImportCase,
  hosts: readonly Host[],
  shape: Shape,
  bundled: readonly string[],
): Fix {
  const { subject, text } = importCase;
  const semicolon = text[subject.statement.end - 1] === ';';
  const inserted = hosts.map((host) => {
    const source = text.slice(subject.source.start, subject.source.end);
    const code = `const ${shape.pattern(host)} = await import(${source})`;
    return insertion(importCase, host, { code, semicolon });
  });
  const caveats = [...bundled, ...inserted.flatMap((each) => each.caveats), ...shape.caveats];
  return {
    kind: 'dynamic-import',
    title: `Import ${subject.specifier} ${placeLabel(importCase, hosts)}${shape.suffix}`,
    safety: caveats.length === 0 ? 'safe' : 'unsafe',
    caveats,
    edits: [...importEdits(importCase), ...shape.edits, ...inserted.flatMap(({ edits }) => edits)],
  };
}

/** What is used as types stays imported as such. */
function importEdits({ subject, text, tree }: ImportCase): OffsetEdit[] {
  const { statement, bindings } = subject;
  const asTypes = bindings.filter(({ types }) => types.length > 0);
  if (asTypes.length === 0) return [removeStatement(text, tree.program, statement)];
  if (asTypes.length === bindings.length) return typeOnlyEdits(text, statement);
  const named = asTypes.filter(isNamed).map(({ binding: { declaration } }) => {
    const name = child(declaration, 'imported') ?? declaration;
    return text.slice(name.start, declaration.end);
  });
  const others = asTypes
    .filter((each) => !isNamed(each))
    .map(
      ({
        binding: {
          declaration: { start, end },
        },
      }) => text.slice(start, end),
    );
  const clauses = [...others, ...(named.length > 0 ? [`{ ${named.join(', ')} }`] : [])];
  const rest = fromClause(text, statement);
  const newText = clauses.map((clause) => `import type ${clause}${rest}`).join(lineEndingOf(text));
  return [{ start: statement.start, end: statement.end, newText }];
}

interface Insertion {
  readonly edits: readonly OffsetEdit[];
  readonly caveats: readonly string[];
}

/** Behind an `await` that the function comes to in any case, else at its start, which then waits where it did not. */
function insertion(importCase: ImportCase, host: Host, statement: NewStatement): Insertion {
  const { text } = importCase;
  const awaiting = awaitingStatement(host);
  if (awaiting) return { edits: [insertBehind(text, awaiting.end, awaiting.next, statement)], caveats: [] };
  const label = functionLabel(importCase, host.node);
  const caveat = `A call of ${label} waits for the import first: what it does before its first await happens a moment later.`;
  return { edits: insertAtStart(text, host.node, statement), caveats: [caveat] };
}

/** The last statement before the uses that does nothing but wait: everybody is prepared for others to run there. */
function awaitingStatement({ node, uses }: Host): { end: number; next: number } | undefined {
  const body = child(node, 'body');
  const statements = body?.type === 'BlockStatement' ? list(body, 'body') : [];
  const first = Math.min(...uses.map((use) => use.node.start));
  const at = statements.findLastIndex((each) => each.end <= first && isAwaiting(each));
  const [awaiting, next] = [statements[at], statements[at + 1]];
  // A function declaration can be called before the line it stands in.
  const hoisted = statements.some(
    (each) =>
      each.type === 'FunctionDeclaration' &&
      uses.some((use) => each.start < use.node.start && use.node.end < each.end),
  );
  if (!awaiting || !next || hoisted) return undefined;
  return { end: awaiting.end, next: next.start };
}

function isAwaiting(statement: SyntaxNode): boolean {
  const declarators = list(statement, 'declarations');
  const [declarator] = declarators;
  const expression =
    declarators.length === 1 && declarator ? child(declarator, 'init') : child(statement, 'expression');
  const value =
    expression?.type === 'AssignmentExpression' && isPlainTarget(expression)
      ? child(expression, 'right')
      : expression;
  return value?.type === 'AwaitExpression';
}

function isPlainTarget(assignment: SyntaxNode): boolean {
  return assignment['operator'] === '=' && child(assignment, 'left')?.type === 'Identifier';
}

import { bindModule } from '../../../server/analysis/javascript/scopes/bindModule.ts';
import { parseJavaScript } from '../../../server/analysis/javascript/syntax/parseJavaScript.ts';
import { child, list, type SyntaxNode } from '../../../server/analysis/javascript/syntax/syntaxNode.ts';
import { applied, explainSpecifierIn } from '../../analysis/javascript/laziness/explainText.ts';

/** An import of a file made lazy by its safe fix, to be run beside the original. */
export interface Rewritten {
  readonly specifier: string;
  readonly original: string;
  readonly text: string;
  /** Whether a function that uses it is handed to somebody who may call it at once. */
  readonly mayLoadAtOnce: boolean;
}

export interface Attempt {
  readonly rewritten: Rewritten | undefined;
  /** What is wrong with the text after the fix, known without running it. */
  readonly faults: readonly string[];
}

/** Makes the imports of a text lazy, each alone, as if its package were heavy. */
export async function attempts(text: string, most: number): Promise<Attempt[]> {
  const parsed = await parseJavaScript(text, 'javascript');
  if ('fault' in parsed) return [];
  const specifiers = new Set(list(parsed.tree.program, 'body').flatMap(specifiersIn));
  const found: Attempt[] = [];
  for (const specifier of [...specifiers].slice(0, most)) found.push(await attempt(text, specifier));
  return found;
}

/** A file may import a package in several statements: each is moved, one after the other. */
async function attempt(text: string, specifier: string): Promise<Attempt> {
  let fixed = text;
  let mayLoadAtOnce = false;
  for (let statements = 0; statements < 5; statements++) {
    const { verdict, fixes, notes } = await explainSpecifierIn(fixed, specifier, 'javascript');
    if (verdict !== 'safe') break;
    fixed = applied(fixed, fixes[0]);
    mayLoadAtOnce ||= notes !== undefined;
  }
  if (fixed === text) return { rewritten: undefined, faults: [] };
  const again = await explainSpecifierIn(fixed, specifier, 'javascript');
  const faults = [
    ...(await faultsOf(text, fixed)),
    ...(again.verdict === 'safe' ? ['a second pass changes it again'] : []),
  ];
  return { rewritten: { specifier, original: text, text: fixed, mayLoadAtOnce }, faults };
}

/** A fixed text parses and uses no name that nobody declares any more. */
async function faultsOf(text: string, fixed: string): Promise<string[]> {
  const before = await freeNames(text);
  const after = await freeNames(fixed);
  if (!after) return ['it does not parse'];
  const lost = [...after].filter((name) => before?.has(name) === false && name !== 'require');
  return lost.map((name) => `'${name}' is not declared any more`);
}

async function freeNames(text: string): Promise<Set<string> | undefined> {
  const parsed = await parseJavaScript(text, 'javascript');
  if ('fault' in parsed) return undefined;
  const { references } = bindModule(parsed.tree.program);
  const free = references.filter(({ name, role, scope }) => !scope.resolve(name, role === 'type'));
  return new Set(free.map(({ name }) => name));
}

function specifiersIn(statement: SyntaxNode): string[] {
  const source = child(statement, 'source');
  if (statement.type === 'ImportDeclaration' && source) return [String(source['value'])];
  return list(statement, 'declarations').flatMap((declarator) => {
    let at = child(declarator, 'init');
    while (at?.type === 'MemberExpression') at = child(at, 'object');
    const [literal] = at?.type === 'CallExpression' ? list(at, 'arguments') : [];
    return literal?.type === 'StringLiteral' ? [String(literal['value'])] : [];
  });
}
